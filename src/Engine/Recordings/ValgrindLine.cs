using System.Buffers.Text;

namespace Emulator.Engine.Recordings;

/// <summary>
/// A line of valgrind's own: <c>==PID==</c> of what it says, <c>--PID--</c> of what it adds with <c>-v</c>,
/// <c>**PID**</c> of what the program lets it say, <c>++PID++</c> of old. A time may stand before the PID, and a
/// <c>&gt;</c> before all for each valgrind that runs in another.
/// </summary>
internal static class ValgrindLine
{
    public static bool IsOne(ReadOnlySpan<byte> line) =>
        line.TrimStart((byte)'>') is [var mark, var again, ..] && mark == again && "=-*+"u8.Contains(mark);

    /// <summary>Whether the program let valgrind say it (<c>VALGRIND_PRINTF</c>).</summary>
    public static bool IsOfProgram(ReadOnlySpan<byte> line) => line.TrimStart((byte)'>').StartsWith("**"u8);

    /// <summary>The process of which the line is; null where it doesn't say so.</summary>
    public static int? PidOf(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)'>');
        var said = line[2..];
        var end = said.IndexOf(line[..2]);
        said = said[..Math.Max(0, end)];
        var pid = said[(said.LastIndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(pid, out int number, out var read) && read == pid.Length ? number : null;
    }
}
