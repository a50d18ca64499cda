using System.Security.Cryptography;

namespace Emulator.Host.Plugins;

/// <summary>A file of a plugin's folder. It is read once: who asks later gets the same bytes, or the same
/// failure.</summary>
internal sealed class ImageFile
{
    private readonly Lazy<byte[]> _bytes;
    private readonly Lazy<string> _hash;

    /// <param name="path">Where it is.</param>
    /// <param name="isKept">Whether its bytes are read now and kept; else it is read when its hash is asked for, and
    /// let go of.</param>
    public ImageFile(string path, bool isKept)
    {
        _bytes = new(() => Read(path));
        _hash = new(() => Convert.ToHexStringLower(SHA256.HashData(isKept ? _bytes.Value : Read(path))));
        if (isKept)
            Settle();
    }

    /// <exception cref="IOException">It couldn't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It couldn't be read.</exception>
    public byte[] Bytes => _bytes.Value;

    /// <summary>Its SHA-256, in small hexadecimal digits.</summary>
    /// <exception cref="IOException">It couldn't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It couldn't be read.</exception>
    public string Hash => _hash.Value;

    // What can't be read may not be needed: who needs it says so.
    private void Settle()
    {
        try
        {
            _ = _bytes.Value;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // kept, and thrown again by who needs it
        }
    }

    // What has no length, as a pipe, is never opened: it might not end.
    private static byte[] Read(string path)
    {
        var file = new FileInfo(path);
        return (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length == 0 ? []
            : File.ReadAllBytes(path);
    }
}
