using System.Buffers.Text;
using System.Text;

namespace Emulator.Engine.Recordings;

/// <summary>Reads what <c>valgrind --tool=lackey --trace-mem=yes</c> writes, in constant memory.</summary>
/// <remarks>
/// Valgrind's own lines (<c>==PID== …</c>), those of <c>--trace-superblocks=yes</c> (<c>SB ADDRESS</c>) and empty ones
/// are passed over. Lackey writes a record as <c>I  %08lx,%lu</c> or <c> L %08lx,%lu</c>; other blanks, and <c>0x</c>,
/// are of programs that a recording went through.
/// </remarks>
/// <param name="stream">Plain text.</param>
/// <param name="name">The file's name, for errors.</param>
public sealed class LackeyReader(Stream stream, string name) : ITraceReader
{
    private const int LargestAccess = 1 << 16, MostNamed = 8;
    private static ReadOnlySpan<byte> Blanks => " \t\r"u8;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];
    private readonly TextLines _lines = new(stream, name);
    private readonly List<int> _processes = [];

    /// <summary>The command that writes it.</summary>
    public const string Recorder = "valgrind --tool=lackey --trace-mem=yes --log-file=FILE PROGRAM";

    /// <summary>What it doesn't say.</summary>
    public static IReadOnlyList<string> CannotKnow { get; } =
    [
        "which thread made an access: records are dealt to the cores in turn",
        "what the kernel, or a device, reads and writes for the program: `read` stores nothing",
        "what is mapped and unmapped: a page that is given back and mapped again is one page",
        "where the program's memory is without valgrind: valgrind lays it out otherwise",
        "that a process forked, unless its child says a word of valgrind's before it ends or runs another program",
    ];

    /// <inheritdoc/>
    public string Where => $"{name}:{_lines.Line}";

    /// <inheritdoc/>
    public string? CutOff { get; private set; }

    /// <inheritdoc/>
    public bool TryRead(out RecordedAccess access)
    {
        while (_lines.TryNext(out var line))
        {
            var isRecord = IsAsWritten(line, out access) || IsRecord(line, out access);
            if (_lines.EndsInsideLine)
                CutOff = CutOffAt(line, isRecord);
            if (isRecord)
                return true;
        }
        access = default;
        return false;
    }

    // The very lines that lackey writes, without a look at what else there might be.
    private static bool IsAsWritten(ReadOnlySpan<byte> line, out RecordedAccess access)
    {
        access = default;
        return line is [var first, var second, (byte)' ', _, ..]
            && (first == ' ' ? KindOf(second) : second == ' ' ? KindOf(first) : null) is { } kind
            && Utf8Parser.TryParse(line[3..], out ulong address, out var digits, 'x')
            && line[(3 + digits)..] is [(byte)',', .. var size]
            && TryRecord(kind, address, size, out access);
    }

    // False where the line is passed over.
    private bool IsRecord(ReadOnlySpan<byte> line, out RecordedAccess access)
    {
        access = default;
        var text = _lines.Line == 1 && line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line;
        text = text.Trim(Blanks);
        if (text.IsEmpty || IsSuperblock(text))
            return false;
        if (ValgrindLine.IsOne(text))
        {
            NoteProcess(text);
            return ValgrindLine.IsOfProgram(text) && IsRecordAfterWords(text, out access);
        }
        // A process that opens the log of another one empties it; that one writes on behind a hole of zeros.
        if (text[0] == 0 && _lines.Line > 1)
            throw SeveralProcesses();
        if (IsRecordWithBlanks(text, out access))
            return true;
        return _lines.EndsInsideLine && !IsBinary(line) ? false : throw Malformed(line);
    }

    // The program's words end without a newline where it gives none: the next record stands behind them.
    private static bool IsRecordAfterWords(ReadOnlySpan<byte> text, out RecordedAccess access)
    {
        access = default;
        return text.LastIndexOf((byte)' ') is >= 2 and var blank && IsAsWritten(text[(blank - 2)..], out access);
    }

    private static bool IsRecordWithBlanks(ReadOnlySpan<byte> text, out RecordedAccess access)
    {
        access = default;
        return text is [var letter, (byte)' ' or (byte)'\t', .. var fields]
            && KindOf(letter) is { } kind
            && fields.IndexOf((byte)',') is >= 0 and var comma
            && TryAddress(fields[..comma].Trim(Blanks), out var address)
            && TryRecord(kind, address, fields[(comma + 1)..].Trim(Blanks), out access);
    }

    private static bool IsSuperblock(ReadOnlySpan<byte> text) =>
        text is [(byte)'S', (byte)'B', (byte)' ' or (byte)'\t', .. var address]
        && TryAddress(address.Trim(Blanks), out _);

    private static RecordedKind? KindOf(byte letter) => letter switch
    {
        (byte)'I' => RecordedKind.Fetch,
        (byte)'L' => RecordedKind.Load,
        (byte)'S' => RecordedKind.Store,
        (byte)'M' => RecordedKind.Modify,
        _ => null,
    };

    private static bool TryAddress(ReadOnlySpan<byte> text, out ulong address)
    {
        var digits = text is [(byte)'0', (byte)'x' or (byte)'X', .. var rest] ? rest : text;
        return Utf8Parser.TryParse(digits, out address, out var read, 'x') && read == digits.Length;
    }

    private static bool TryRecord(RecordedKind kind, ulong address, ReadOnlySpan<byte> size, out RecordedAccess access)
    {
        var isSize = Utf8Parser.TryParse(size, out uint bytes, out var read) && read == size.Length
            && bytes is >= 1 and <= LargestAccess;
        access = new(kind, address, bytes);
        return isSize;
    }

    private void NoteProcess(ReadOnlySpan<byte> message)
    {
        if (ValgrindLine.PidOf(message) is not { } pid || _processes.Contains(pid))
            return;
        _processes.Add(pid);
        if (_processes.Count > 1)
            throw SeveralProcesses();
    }

    private RecordingException SeveralProcesses()
    {
        var where = Where;
        NoteRemainingProcesses();
        var count = _processes.Count;
        var named = string.Join(", ", _processes.Take(MostNamed)) + (count > MostNamed ? ", …" : "");
        var found = count > 1
            ? $"a recording of {count} processes ({named})"
            : "zeros amid the text, as where a second process opens the same log";
        return new($"{where}: {found}; expected one, with one address space: record again with --log-file=my.%p.log "
            + "(%p is the process; --trace-children=yes follows the programs that it starts) and name one of the "
            + "files");
    }

    // As far as the file can be read: it can't be run in any case.
    private void NoteRemainingProcesses()
    {
        try
        {
            while (_lines.TryNext(out var line))
                if (line.TrimStart((byte)0) is var text && ValgrindLine.IsOne(text)
                    && ValgrindLine.PidOf(text) is { } pid && !_processes.Contains(pid))
                    _processes.Add(pid);
        }
        catch (RecordingException)
        {
        }
    }

    private string CutOffAt(ReadOnlySpan<byte> line, bool isRecord) =>
        $"cut off within line {_lines.Line}: '{Printable(line)}' "
        + (isRecord ? "is run, but its last number may lack digits" : "is no whole record and isn't run")
        + "; record or copy the file again to have the rest";

    private RecordingException Malformed(ReadOnlySpan<byte> line) => IsBinary(line)
        ? new($"{Where}: binary data, not a trace; expected the text that '{Recorder}' writes, plain or gzipped")
        : new($"{Where}: '{Printable(line)}' is not a lackey record; expected 'I  ADDRESS,SIZE' or "
            + "' L|S|M ADDRESS,SIZE', the address in hexadecimal, the size in bytes "
            + $"(1 to {LargestAccess}); delete the line or record again with --log-file=FILE");

    private static bool IsBinary(ReadOnlySpan<byte> line) => line.IndexOfAnyInRange((byte)0, (byte)8) >= 0;

    private static string Printable(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) + (line.Length > 60 ? "…" : "");
    }
}
