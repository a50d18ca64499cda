using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>A text nests deeper than anyone writes.</summary>
/// <param name="at">Where; null: at the end of the text.</param>
/// <param name="why">What is too much.</param>
internal sealed class NestingException(At? at, string why) : Exception(why)
{
    public At? At => at;
}
