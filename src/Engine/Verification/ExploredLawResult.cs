using Emulator.Engine.Laws;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Verification;

/// <summary>The verdict of a law that was explored and is broken, with what was found.</summary>
public sealed record ExploredLawResult : LawResult
{
    internal ExploredLawResult(Law law, RowResult row, PropertyVerdict found) : base(law, LawVerdict.Broken) =>
        (Row, Found) = (row, found);

    /// <summary>The row that breaks it.</summary>
    internal RowResult Row { get; }

    /// <summary>Its verdict, with a counterexample where there is one.</summary>
    internal PropertyVerdict Found { get; }
}
