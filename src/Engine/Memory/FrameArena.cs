using System.Runtime.InteropServices;

namespace Emulator.Engine.Memory;

/// <summary>Physical memory for page tables: 4 KiB frames, aligned, in native memory, numbered from 0.</summary>
internal sealed unsafe class FrameArena(ulong empty) : IDisposable
{
    private const int FrameBytes = 4096, ChunkFrames = 64;
    private nint[] _chunks = new nint[4];
    private ulong _frames;

    /// <summary>The entries of a frame, and on into the frames after it.</summary>
    public ulong* this[Pfn frame] =>
        (ulong*)(_chunks[frame.Value / ChunkFrames] + (nint)(frame.Value % ChunkFrames) * FrameBytes);

    /// <summary>Takes new memory with every slot empty: a frame, or neighbouring ones, aligned to their
    /// number.</summary>
    /// <param name="entries">How many slots are needed; a power of two.</param>
    /// <returns>The first frame.</returns>
    public Pfn Take(int entries)
    {
        var frames = Math.Max(1UL, (ulong)entries * sizeof(ulong) / FrameBytes);
        var first = new Pfn((_frames + frames - 1) & ~(frames - 1));
        _frames = first.Value + frames;
        if (first.Value % ChunkFrames == 0)
            AddChunk((int)(first.Value / ChunkFrames));
        new Span<ulong>(this[first], (int)frames * FrameBytes / sizeof(ulong)).Fill(empty);
        return first;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var chunk in _chunks)
            NativeMemory.AlignedFree((void*)chunk);
        _chunks = [];
    }

    private void AddChunk(int number)
    {
        if (number == _chunks.Length)
            Array.Resize(ref _chunks, number * 2);
        _chunks[number] = (nint)NativeMemory.AlignedAlloc(ChunkFrames * FrameBytes, FrameBytes);
    }
}
