using System.Text.Json.Serialization;

namespace Emulator.Engine.Events;

/// <summary>Something that happened: who did it, in which line of the scenario's text, and what is said of it in the
/// derived types. Data alone: sentences, timelines and pictures are made of it elsewhere. Pages, frames, locks and
/// actors go by their names.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(AccessEvent), "access")]
[JsonDerivedType(typeof(BufferEvent), "buffer")]
[JsonDerivedType(typeof(ConditionEvent), "condition")]
[JsonDerivedType(typeof(ConsumeEvent), "consume")]
[JsonDerivedType(typeof(CpuEvent), "cpu")]
[JsonDerivedType(typeof(FaultEvent), "fault")]
[JsonDerivedType(typeof(FlushEvent), "flush")]
[JsonDerivedType(typeof(FrameEvent), "frame")]
[JsonDerivedType(typeof(LockEvent), "lock")]
[JsonDerivedType(typeof(MarkEvent), "mark")]
[JsonDerivedType(typeof(PteReadEvent), "pte-read")]
[JsonDerivedType(typeof(PteWriteEvent), "pte-write")]
[JsonDerivedType(typeof(TlbEvent), "tlb")]
[JsonDerivedType(typeof(VariableEvent), "variable")]
[JsonDerivedType(typeof(WaitEvent), "wait")]
[JsonDerivedType(typeof(WalkEvent), "walk")]
internal abstract record Event
{
    /// <summary>The core or thread.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The line of the scenario's text, from 1; null for what no text says: answers, whims of
    /// hardware.</summary>
    public int? Line { get; init; }
}
