using System.Diagnostics;
using System.Reflection;

namespace Emulator.Kit.Tests;

/// <summary>What a command printed, on either stream, and how it ended.</summary>
internal sealed record Ran(int ExitCode, string Text);

/// <summary>The packages, and a folder of an author who has nothing else: templates, packages and tools of its own, and
/// no network.</summary>
[TestClass]
public static class Kit
{
    public static string Folder { get; } = Directory.CreateTempSubdirectory("emulator-kit-").FullName;

    /// <summary>Where the packages are.</summary>
    public static string Packages { get; } = Path.Combine(Folder, "artifacts");

    public static string Metadata(string key) =>
        typeof(Kit).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    [AssemblyInitialize]
    public static void PackAndInstall(TestContext _)
    {
        Succeed(Folder, $"dotnet pack \"{Metadata("Repository")}emulator.sln\" --no-build -c "
            + $"{Metadata("Configuration")} -o {Packages} -nodeReuse:false");
        OfferRestoredPackages();
        Succeed(Folder, $"dotnet new install {Packages}/Emulator.Templates.{Metadata("KitVersion")}.nupkg");
        Succeed(Folder, "dotnet tool install emulator --tool-path tools --add-source artifacts");
    }

    [AssemblyCleanup]
    public static void Delete() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs a line of bash, in which <c>emulator</c> is the installed tool.</summary>
    internal static Ran Run(string folder, string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"exec 2>&1; {line}"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        foreach (var (key, value) in Surroundings)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, text);
    }

    /// <summary>Runs a line that must end well.</summary>
    internal static string Succeed(string folder, string line)
    {
        var ran = Run(folder, line);
        Assert.AreEqual(0, ran.ExitCode, $"{line}\n{ran.Text}");
        return ran.Text;
    }

    private static Dictionary<string, string> Surroundings => new()
    {
        ["PATH"] = $"{Path.Combine(Folder, "tools")}:{Environment.GetEnvironmentVariable("PATH")}",
        ["PACKAGES"] = Packages,
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "packages"),
        ["DOTNET_CLI_HOME"] = Path.Combine(Folder, "home"),   // templates are kept there
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_TieredPGO"] = "0",   // these processes live for seconds: profiling them is half of the time
        ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false",
    };

    // The only source: what this repository's own restore took from elsewhere. Emulator's packages come from the folder
    // that a test names.
    private static void OfferRestoredPackages()
    {
        var offered = Directory.CreateDirectory(Path.Combine(Folder, "restored")).FullName;
        foreach (var package in Directory.GetDirectories(Metadata("RestoredPackages"))
            .Select(p => Path.GetFileName(p)!))
            if (!package.StartsWith("emulator", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(Path.Combine(offered, package),
                    Path.Combine(Metadata("RestoredPackages"), package));
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), """
            <configuration>
              <packageSources><clear /><add key="restored" value="restored" /></packageSources>
            </configuration>
            """);
        // two small projects: a second process costs more
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.rsp"), "-nodeReuse:false -maxCpuCount:1");
    }
}
