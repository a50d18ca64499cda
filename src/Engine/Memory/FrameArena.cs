using System.Runtime.InteropServices;
using Emulator.Engine.Formats;

namespace Emulator.Engine.Memory;

/// <summary>Physical memory for the page tables of a format: frames of its page size, aligned, in native memory,
/// numbered from 0.</summary>
internal sealed unsafe class FrameArena<TPte> : IDisposable where TPte : struct, IPteFormat
{
    // A table has 2^13 entries of 8 bytes at most: a chunk, or a part of one.
    private const int ChunkShift = 18;
    private static readonly int FrameShift = TPte.Geometry.PageShift;
    private nint[] _chunks = new nint[4];
    private ulong _frames;

    private static int ChunkFrames => 1 << (ChunkShift - FrameShift);

    /// <summary>The entries of a table.</summary>
    /// <exception cref="ArchitectureDefect">No such frame was taken: an entry points out of the arena.</exception>
    public byte* this[Pfn frame] => frame.Value < _frames
        ? (byte*)_chunks[frame.Value >> (ChunkShift - FrameShift)]
            + ((nint)(frame.Value & (ulong)(ChunkFrames - 1)) << FrameShift)
        : throw Outside(frame);

    /// <summary>Takes new memory with every slot empty: a frame, or neighbouring ones, aligned to their
    /// number.</summary>
    /// <param name="entries">How many slots are needed; a power of two.</param>
    /// <returns>The first frame.</returns>
    public Pfn Take(int entries)
    {
        var bytes = Math.Max(1 << FrameShift, entries << EntryWidth<TPte>.Shift);
        var frames = (ulong)bytes >> FrameShift;
        var first = new Pfn((_frames + frames - 1) & ~(frames - 1));
        if (first.Value % (ulong)ChunkFrames == 0)
            AddChunk((int)(first.Value / (ulong)ChunkFrames));
        _frames = first.Value + frames;
        var memory = this[first];
        if (EntryWidth<TPte>.IsNarrow)
            new Span<uint>(memory, bytes / sizeof(uint)).Fill((uint)TPte.Empty);
        else
            new Span<ulong>(memory, bytes / sizeof(ulong)).Fill(TPte.Empty);
        return first;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var chunk in _chunks)
            NativeMemory.AlignedFree((void*)chunk);
        (_chunks, _frames) = ([], 0);
    }

    private void AddChunk(int number)
    {
        if (number == _chunks.Length)
            Array.Resize(ref _chunks, number * 2);
        _chunks[number] = (nint)NativeMemory.AlignedAlloc(1 << ChunkShift, 1 << ChunkShift);
    }

    private static ArchitectureDefect Outside(Pfn frame) => new(
        $"a table entry points to frame 0x{frame.Value:x}, where no table is");
}
