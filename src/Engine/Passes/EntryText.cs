using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>The slots of a table as a pass sees them.</summary>
internal interface IPteMemory
{
    /// <summary>Reads a slot.</summary>
    Pte Read(int slot);

    /// <summary>Whether the test said yes. A memory that replays remembers the answer, not what was read.</summary>
    bool Passes(Pte answer);

    /// <summary>Takes a slot's entry atomically and leaves what the format's start leaves. Linux:
    /// <c>ptep_modify_prot_start</c>.</summary>
    Pte Start(int slot);

    /// <summary>Stores the changed entry, widens the touched span and, if asked, records the page, in one step. Linux:
    /// <c>ptep_modify_prot_commit</c>.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="changed">What to store.</param>
    /// <param name="records">Whether to record the page, as an answer.</param>
    void Commit(int slot, Pte changed, Pte records);
}

/// <summary>What a pass does to one entry: the only place that knows the order. The page-table lock is held.</summary>
internal static class EntryText
{
    /// <summary>Test, start, commit.</summary>
    /// <returns>Whether the entry was changed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Run<TPte, TPass, TMemory>(ref TMemory memory, int slot)
        where TPte : struct, IPteFormat
        where TPass : struct, IPtePass
        where TMemory : struct, IPteMemory, allows ref struct
    {
        if (!memory.Passes(TPass.Wants<TPte, Pte>(memory.Read(slot))))
            return false;
        var old = memory.Start(slot);
        memory.Commit(slot, TPass.Change<TPte, Pte>(old), TPass.Records<TPte, Pte>(old));
        return true;
    }
}
