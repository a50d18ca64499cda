namespace Emulator.Engine.Events;

/// <summary>A condition was looked at in one step.</summary>
/// <param name="Word"><c>wait</c> or <c>bug_on</c>.</param>
/// <param name="Text">As the text spells it.</param>
/// <param name="Holds">Whether it is so.</param>
internal sealed record ConditionEvent(string Word, string Text, bool Holds) : Event;
