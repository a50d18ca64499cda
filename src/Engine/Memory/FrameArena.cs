using System.Runtime.InteropServices;

namespace Emulator.Engine.Memory;

/// <summary>Physical memory for page tables: 4 KiB frames, aligned, in native memory. Frames are numbered from 1.</summary>
internal sealed unsafe class FrameArena(ulong empty) : IDisposable
{
    private const int FrameBytes = 4096, ChunkFrames = 64;
    private readonly List<nint> _chunks = [];
    private ulong _frames;

    /// <summary>The entries of a frame.</summary>
    public ulong* this[Pfn frame] =>
        (ulong*)(_chunks[(int)((frame.Value - 1) / ChunkFrames)] + (nint)((frame.Value - 1) % ChunkFrames) * FrameBytes);

    /// <summary>Takes a new frame with every slot empty.</summary>
    public Pfn Take()
    {
        if (_frames % ChunkFrames == 0)
            _chunks.Add((nint)NativeMemory.AlignedAlloc(ChunkFrames * FrameBytes, FrameBytes));
        var frame = new Pfn(++_frames);
        new Span<ulong>(this[frame], FrameBytes / sizeof(ulong)).Fill(empty);
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var chunk in _chunks)
            NativeMemory.AlignedFree((void*)chunk);
        _chunks.Clear();
    }
}
