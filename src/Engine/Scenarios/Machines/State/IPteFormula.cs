namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>A formula over an entry, of any format.</summary>
internal interface IPteFormula
{
    static abstract Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat;
}
