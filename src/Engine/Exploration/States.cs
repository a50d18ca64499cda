using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emulator.Engine.Exploration;

/// <summary>States in the order of discovery.</summary>
internal sealed unsafe class States<S> : IDisposable where S : unmanaged, IBits<S>
{
    private const int ChunkBits = 18, ChunkStates = 1 << ChunkBits, MostChunks = 1 << (32 - ChunkBits);
    private S** _chunks = (S**)NativeMemory.AllocZeroed(MostChunks, (nuint)sizeof(S*));
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public long Bytes => Count * sizeof(S);

    public ref S this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *At(number);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S* At(long number) => _chunks[number >> ChunkBits] + (number & (ChunkStates - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(S state)
    {
        var number = _count;
        if ((number & (ChunkStates - 1)) == 0)
            _chunks[number >> ChunkBits] = (S*)LargePages.TakeZeroed((nuint)(ChunkStates * sizeof(S)));
        *At(number) = state;
        Volatile.Write(ref _count, number + 1);
    }

    public void Dispose()
    {
        for (var chunk = 0; _chunks is not null && chunk < MostChunks && _chunks[chunk] is not null; chunk++)
            NativeMemory.Free(_chunks[chunk]);
        NativeMemory.Free(_chunks);
        _chunks = null;
        _count = 0;
    }
}
