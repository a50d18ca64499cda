namespace Emulator.Kit.Tests;

/// <summary>docs/porting.md does what it says.</summary>
[TestClass]
public sealed class Porting
{
    [TestMethod]
    public void The_guide_s_code_compiles_and_its_commands_print_what_it_says()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kit.Folder, "porting")).FullName;
        // a reader who has no template yet
        new Guide(folder).Follow("```console\n$ export DOTNET_CLI_HOME=$PWD/home\n```\n"
            + File.ReadAllText(Path.Combine(Kit.Metadata("Repository"), "docs", "porting.md")));
    }
}
