using System.Diagnostics;

namespace Emulator.Structure.Tests;

/// <summary>The build refuses lines that are too long (<c>CheckColumns</c> in Directory.Build.targets).</summary>
[TestClass]
public sealed class Columns
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emulator-columns-").FullName;

    public required TestContext TestContext { get; init; }

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    private async Task<string> Check(params string[] lines)
    {
        var targets = Repository.Full("Directory.Build.targets");
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.proj"), $"""
            <Project>
              <PropertyGroup><IntermediateOutputPath>obj/</IntermediateOutputPath></PropertyGroup>
              <Import Project="{targets}" />
            </Project>
            """, TestContext.CancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "A.cs"), lines, TestContext.CancellationToken);
        var start = new ProcessStartInfo("dotnet",
            ["msbuild", "-nologo", "-nodeReuse:false", "-t:CheckColumns"])
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet can't be started");
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.CancellationToken);
        await process.WaitForExitAsync(TestContext.CancellationToken);
        Assert.AreEqual(printed.Contains("error", StringComparison.Ordinal) ? 1 : 0, process.ExitCode, printed);
        return printed;
    }

    [TestMethod]
    public async Task The_first_line_over_120_columns_is_an_error_with_its_place()
    {
        var (fits, wide) = (new string('/', 120), new string('/', 121));
        Assert.Contains("A.cs(3) : error EMU0120: longer than 120 columns, as the first of 2 lines",
            await Check("class A;", fits, wide, "", fits, wide));
        Assert.AreEqual("", await Check("class A;", fits, ""));
    }
}
