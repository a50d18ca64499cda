namespace Emulator.Engine.Scenarios.Model;

/// <summary>A value for every parameter.</summary>
internal sealed record Row(IReadOnlyList<(string Param, string Value)> Values)
{
    public string? this[string param] => Values.Where(v => v.Param == param).Select(v => v.Value).FirstOrDefault();

    public override string ToString() => string.Join(", ", Values.Select(v => $"{v.Param} = {v.Value}"));
}
