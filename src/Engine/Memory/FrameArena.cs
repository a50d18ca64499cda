using System.Runtime.InteropServices;

namespace Emulator.Engine.Memory;

/// <summary>Physical memory for page tables: 4 KiB frames, aligned, in native memory, numbered from 0.</summary>
internal sealed unsafe class FrameArena(ulong empty) : IDisposable
{
    private const int FrameBytes = 4096, ChunkFrames = 64;
    private nint[] _chunks = new nint[4];
    private ulong _frames;

    /// <summary>The entries of a frame.</summary>
    public ulong* this[Pfn frame] =>
        (ulong*)(_chunks[frame.Value / ChunkFrames] + (nint)(frame.Value % ChunkFrames) * FrameBytes);

    /// <summary>Takes a new frame with every slot empty.</summary>
    public Pfn Take()
    {
        var frame = new Pfn(_frames++);
        if (frame.Value % ChunkFrames == 0)
            AddChunk((int)(frame.Value / ChunkFrames));
        new Span<ulong>(this[frame], FrameBytes / sizeof(ulong)).Fill(empty);
        return frame;
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
