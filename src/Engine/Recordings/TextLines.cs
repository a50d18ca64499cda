using ICSharpCode.SharpZipLib;

namespace Emulator.Engine.Recordings;

/// <summary>A text file line by line, in constant memory.</summary>
/// <param name="stream">At its beginning.</param>
/// <param name="name">The file's name, for errors.</param>
internal sealed class TextLines(Stream stream, string name)
{
    /// <summary>How much of a line is given, in bytes; the rest of a longer one is passed over.</summary>
    public const int Longest = 1 << 12;

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at, _end;
    private bool _isInsideLine;

    /// <summary>The line given last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the last line has no newline.</summary>
    public bool EndsInsideLine { get; private set; }

    /// <summary>Gives the next line without its newline, valid until the next call.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RecordingException">The file can't be read.</exception>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        if (_isInsideLine)
            PassRest();
        do
        {
            var length = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
            if (length >= 0 || _end - _at >= Longest)
            {
                line = Take(length < 0 ? Longest : length, length + 1);
                return true;
            }
        }
        while (Refill());
        line = default;
        if (_at == _end)
            return false;
        line = Take(_end - _at, _end - _at);
        return EndsInsideLine = true;
    }

    // A step of 0 leaves the line's rest to the next call.
    private ReadOnlySpan<byte> Take(int length, int step)
    {
        Line++;
        var line = _buffer.AsSpan(_at, length);
        _isInsideLine = step == 0;
        _at += Math.Max(length, step);
        return line;
    }

    private void PassRest()
    {
        _isInsideLine = false;
        int length;
        while ((length = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n')) < 0)
        {
            _at = _end;
            if (!Refill())
            {
                EndsInsideLine = true;
                return;
            }
        }
        _at += length + 1;
    }

    private bool Refill()
    {
        _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
        (_at, _end) = (0, _end - _at);
        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (Exception e) when (e is SharpZipBaseException or IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{name}:{Line + 1}: the file ends or breaks here ({e.Message.TrimEnd('.')}); "
                + "record or copy it again, the whole file is needed");
        }
    }
}
