using System.Text;

namespace Emulator.Host.Tests.Malformed;

/// <summary>A plugin with one thing wrong.</summary>
/// <param name="Name">Its folder's name: what is wrong, in file-name letters.</param>
/// <param name="From">The folder of the good plugin that it is made from.</param>
/// <param name="Says">What its refusal says.</param>
/// <param name="Spoil">Makes it wrong, in a folder that has a copy of the good one.</param>
internal sealed record MalformedPlugin(string Name, string From, string Says, Action<string> Spoil)
{
    private const int WayLength = 64;

    /// <summary>Changes the bytes of a file.</summary>
    public static Action<string> Patch(string file, Func<byte[], byte[]> change) => folder =>
    {
        var path = Path.Combine(folder, file);
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    };

    /// <summary>Writes into a fixture's DLL what it is to do: one that is loaded from its bytes finds no file beside it.</summary>
    public static Action<string> Way(string dll, string how) => Patch(dll, bytes =>
    {
        var at = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("what it does: the tests write it here"));
        Encoding.Unicode.GetBytes(how.PadRight(WayLength)).CopyTo(bytes, at);
        return bytes;
    });

    /// <summary>Writes a file's text anew.</summary>
    public static Action<string> Rewrite(string file, Func<string, string> change) => folder =>
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        var changed = change(text);
        Assert.AreNotEqual(text, changed, $"{file} doesn't have what should be changed in it");
        File.WriteAllText(path, changed);
    };
}
