using System.Text.Json.Nodes;

namespace Emulator.Reports;

/// <summary>A setting's value in force.</summary>
/// <param name="Key">Its key in the configuration's file.</param>
/// <param name="Text">The value as text.</param>
/// <param name="Value">The value as it would stand in the file; null: none is set.</param>
/// <param name="Origin">Where it came from.</param>
internal sealed record ListedSetting(string Key, string Text, JsonNode? Value, string Origin);
