using System.Text;
using ICSharpCode.SharpZipLib;

namespace Emulator.Engine.Recordings;

/// <summary>Reads what <c>valgrind --tool=lackey --trace-mem=yes</c> writes, line by line, in constant memory.</summary>
/// <remarks>Valgrind's own lines (<c>==PID== …</c>) and empty ones are passed over.</remarks>
/// <param name="stream">Plain text.</param>
/// <param name="name">The file's name, for errors.</param>
public sealed class LackeyReader(Stream stream, string name)
{
    private const int LongestLine = 1 << 12, LargestAccess = 1 << 16;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at, _end;

    /// <summary>The line read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the last line has no newline: the recording may have been cut off.</summary>
    public bool EndsInsideLine { get; private set; }

    /// <summary>Reads the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TraceException">A line isn't a record, or the file can't be read.</exception>
    public bool TryRead(out TraceRecord record)
    {
        while (NextLine(out var line))
        {
            if (Line == 1 && line.StartsWith(ByteOrderMark))
                line = line[ByteOrderMark.Length..];
            if (line.Length == 0 || line.StartsWith("=="u8) || line.StartsWith("--"u8))
                continue;
            record = Parse(line);
            return true;
        }
        record = default;
        return false;
    }

    private TraceRecord Parse(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart((byte)' ');
        if (text.Length < 2 || text[1] != ' ' || KindOf(text[0]) is not { } kind)
            throw Malformed(line);
        var rest = text[2..].TrimStart((byte)' ');
        var comma = rest.IndexOf((byte)',');
        if (comma < 0 || !TryHex(rest[..comma], out var address) || !TryDecimal(rest[(comma + 1)..], out var size))
            throw Malformed(line);
        return new(kind, address, size);
    }

    private static TraceKind? KindOf(byte letter) => letter switch
    {
        (byte)'I' => TraceKind.Fetch,
        (byte)'L' => TraceKind.Load,
        (byte)'S' => TraceKind.Store,
        (byte)'M' => TraceKind.Modify,
        _ => null,
    };

    private static bool TryHex(ReadOnlySpan<byte> digits, out ulong value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            var nibble = HexDigit(digit);
            if (nibble < 0 || value >> 60 != 0)
                return false;
            value = value << 4 | (uint)nibble;
        }
        return digits.Length > 0;
    }

    private static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };

    private static bool TryDecimal(ReadOnlySpan<byte> digits, out uint value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9' || value > LargestAccess)
                return false;
            value = value * 10 + digit - '0';
        }
        return value is >= 1 and <= LargestAccess;
    }

    // The line without its end. A line longer than the buffer isn't a record of anything.
    private bool NextLine(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
            if (length >= 0)
                return Take(length, length + 1, out line);
            if (_end - _at >= LongestLine)
            {
                Line++;
                throw Malformed(_buffer.AsSpan(_at, LongestLine));
            }
            if (Refill())
                continue;
            line = default;
            return _end > _at && (EndsInsideLine = Take(_end - _at, _end - _at, out line));
        }
    }

    private bool Take(int length, int step, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_at, length).TrimEnd((byte)'\r');
        _at += step;
        Line++;
        return true;
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
            throw new TraceException($"{name}:{Line + 1}: the file ends or breaks here ({e.Message.TrimEnd('.')}); "
                + "record or copy it again, the whole file is needed");
        }
    }

    private TraceException Malformed(ReadOnlySpan<byte> line)
    {
        if (line.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return new($"{name}:{Line}: binary data, not a trace; expected the text that "
                + "'valgrind --tool=lackey --trace-mem=yes --log-file=FILE PROGRAM' writes, plain or gzipped");
        var text = Printable(line);
        return new($"{name}:{Line}: '{text}' is not a lackey record; expected 'I  ADDRESS,SIZE' or ' L|S|M ADDRESS,SIZE', the address in "
            + $"hexadecimal, the size in bytes (1 to {LargestAccess}); delete the line or record again with --log-file=FILE");
    }

    private static string Printable(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) + (line.Length > 60 ? "…" : "");
    }
}
