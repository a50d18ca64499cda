using System.Diagnostics;

namespace Emulator.Host.Tests.Malformed;

/// <summary>Folders in which files are missing, renamed, foreign or unreadable.</summary>
internal static class BrokenFolders
{
    private const string Dll = "SoftDirty.dll", Deps = "SoftDirty.deps.json", Config = "SoftDirty.runtimeconfig.json",
        NotOne = ".NET assembly", NotJson = "isn't JSON";
    private static readonly string Soft = Emulator.Plugin("SoftDirty"), Leaning = Emulator.Path("Leaning"),
        Host = Emulator.Path("Emulator");

    public static IEnumerable<MalformedPlugin> All =>
        [.. Empty, .. NoDll, .. Foreign, .. Descriptions, .. Configurations, .. Leaned, .. Renamed];

    private static IEnumerable<MalformedPlugin> Empty =>
    [
        new("folder-empty", Soft, "the folder holds no DLL", Clear),
        new("folder-of-text", Soft, "the folder holds no DLL", folder =>
            File.WriteAllText(Path.Combine(Cleared(folder), "readme.txt"), "")),
        new("folder-of-a-folder", Soft, "the folder holds no DLL", folder =>
            Directory.CreateDirectory(Path.Combine(Cleared(folder), "net10.0"))),
        new("folder-without-its-dll", Soft, "the folder holds no DLL", folder =>
            File.Delete(Path.Combine(folder, Dll))),
        new("folder-of-two-strangers", Soft, "the folder holds 2 DLLs and none is", folder =>
        {
            File.Copy(Path.Combine(folder, Dll), Path.Combine(folder, "Another.dll"));
            File.Copy(Path.Combine(folder, Deps), Path.Combine(folder, "Another.deps.json"));
        }),
    ];

    private static IEnumerable<MalformedPlugin> NoDll =>
    [
        new("dll-of-no-bytes", Soft, "is empty", Write(Dll, [])),
        new("dll-of-a-byte", Soft, NotOne, Write(Dll, [77])),
        new("dll-of-mz", Soft, NotOne, Write(Dll, "MZ"u8)),
        new("dll-of-text", Soft, NotOne, Write(Dll, "garbage"u8)),
        new("dll-of-elf", Soft, NotOne, Write(Dll, [0x7f, .. "ELF"u8, 2, 1, 1, .. new byte[200]])),
        new("dll-of-zip", Soft, NotOne, Write(Dll, [.. "PK"u8, 3, 4, .. new byte[200]])),
        new("dll-of-zeros", Soft, NotOne, Write(Dll, new byte[12_800])),
        new("dll-of-ones", Soft, NotOne, Write(Dll, [.. Enumerable.Repeat((byte)0xff, 12_800)])),
        new("dll-of-noise", Soft, NotOne, Write(Dll, Noise())),
        new("dll-that-is-a-pipe", Soft, "is empty", folder =>
        {
            File.Delete(Path.Combine(folder, Dll));
            Process.Start("mkfifo", Path.Combine(folder, Dll)).WaitForExit();
        }),
        new("dll-that-is-a-link-to-nowhere", Soft, "", Link("nowhere.dll")),
        new("dll-that-is-a-link-to-itself", Soft, "", Link(Dll)),
        new("dll-that-is-a-link-to-elsewhere", Soft, "leaves the plugin's folder", Link("../../elsewhere.dll")),
        new("dll-that-is-a-link-to-memory", Soft, "leaves the plugin's folder", Link("/dev/zero")),
        new("dll-twice-over", Soft, "", MalformedPlugin.Patch(Dll, bytes =>
            [.. bytes[(bytes.Length / 2)..], .. bytes])),
    ];

    private static IEnumerable<MalformedPlugin> Foreign =>
    [
        new("own-contract", Soft, "brings its own Emulator.Abstractions.dll", folder =>
            File.Copy(Path.Combine(Host, "Emulator.Abstractions.dll"),
                Path.Combine(folder, "Emulator.Abstractions.dll"))),
        new("own-contract-of-garbage", Soft, "brings its own Emulator.Abstractions.dll",
            Write("Emulator.Abstractions.dll", "garbage"u8)),
        new("contract-alone", Soft, "the folder holds no DLL", folder =>
            File.Copy(Path.Combine(Host, "Emulator.Abstractions.dll"),
                Path.Combine(Cleared(folder), "Emulator.Abstractions.dll"))),
        new("the-contract-itself", Soft, "", folder => File.Copy(Path.Combine(Host, "Emulator.Abstractions.dll"),
            Path.Combine(folder, Dll), overwrite: true)),
        new("the-engine", Soft, "calls itself Emulator.Engine", folder =>
            File.Copy(Path.Combine(Host, "Emulator.Engine.dll"), Path.Combine(folder, Dll), overwrite: true)),
        new("the-host", Soft, "calls itself emulator", folder =>
            File.Copy(Path.Combine(Host, "emulator.dll"), Path.Combine(folder, Dll), overwrite: true)),
        new("a-library", Soft, "doesn't reference Emulator.Abstractions", folder =>
            File.Copy(Path.Combine(Host, "Microsoft.Extensions.Primitives.dll"), Path.Combine(folder, Dll),
                overwrite: true)),
        new("zz-second-of-its-name", Emulator.Plugin("X86"), "exports an architecture named ", _ => { }),
    ];

    private static IEnumerable<MalformedPlugin> Descriptions =>
    [
        new("no-deps", Soft, "has no SoftDirty.deps.json beside it", folder => File.Delete(Path.Combine(folder, Deps))),
        .. from length in new[] { 0, 1, 2, 30, 100, 200, 397 }
           select new MalformedPlugin($"deps-cut-at-{length}", Soft, NotJson,
               MalformedPlugin.Patch(Deps, bytes => bytes[..length])),
        .. from member in new[] { "runtimeTarget", "targets", "libraries", "type", "serviceable", "sha512" }
           select new MalformedPlugin($"deps-without-{member}", Soft, $"lacks {member}",
               MalformedPlugin.Rewrite(Deps, text => text.Replace($"\"{member}\":", "\"other\":"))),
        new("deps-of-noise", Soft, NotJson, Write(Deps, [0xff, 0xfe, 0, 1, 2])),
        new("deps-of-nothing", Soft, NotJson, Write(Deps, "\0\0\0\0"u8)),
        new("deps-nested-deep", Soft, NotJson, Write(Deps, [.. Enumerable.Repeat((byte)'[', 100_000)])),
        new("deps-with-a-member-twice", Soft, NotJson, MalformedPlugin.Rewrite(Deps, text =>
            text.Replace("\"compilationOptions\"", "\"targets\""))),
        new("deps-for-another-target", Soft, "lacks .NETCoreApp,Version=v11.0 in targets",
            MalformedPlugin.Rewrite(Deps, text => text.Replace("\"name\": \".NETCoreApp,Version=v10.0\"",
                "\"name\": \".NETCoreApp,Version=v11.0\""))),
        new("deps-that-leave-the-folder", Soft, "leaves the plugin's folder",
            MalformedPlugin.Rewrite(Deps, text => text.Replace("\"SoftDirty.dll\": {}", "\"../SoftDirty.dll\": {}"))),
        new("deps-that-are-a-pipe", Soft, NotJson, folder =>
        {
            File.Delete(Path.Combine(folder, Deps));
            Process.Start("mkfifo", Path.Combine(folder, Deps)).WaitForExit();
        }),
    ];

    private static IEnumerable<MalformedPlugin> Configurations =>
    [
        new("runtimeconfig-of-garbage", Soft, NotJson, Write(Config, "{"u8)),
        new("runtimeconfig-that-probes-elsewhere", Soft, "additionalProbingPaths",
            Write(Config, """{"runtimeOptions":{"additionalProbingPaths":["/usr"]}}"""u8)),
    ];

    /// <summary>A dependency that is missing, broken, another's, or leans back.</summary>
    private static IEnumerable<MalformedPlugin> Leaned =>
    [
        new("dependency-missing", Leaning, "needs LeantLibrary.dll", folder =>
            File.Delete(Path.Combine(folder, "LeantLibrary.dll"))),
        new("dependency-missing-and-not-listed", Leaning, "LeantLibrary", folder =>
        {
            File.Delete(Path.Combine(folder, "LeantLibrary.dll"));
            MalformedPlugin.Rewrite("LeaningPlugin.deps.json", text =>
                text.Replace("\"LeantLibrary.dll\"", "\"LeaningPlugin.dll\""))(folder);
        }),
        new("dependency-of-garbage", Leaning, "LeantLibrary", Write("LeantLibrary.dll", "garbage"u8)),
        new("dependency-of-no-bytes", Leaning, "LeantLibrary", Write("LeantLibrary.dll", [])),
        new("dependency-cut-off", Leaning, "LeantLibrary", MalformedPlugin.Patch("LeantLibrary.dll", bytes =>
            bytes[..(bytes.Length / 2)])),
        new("dependency-that-is-another", Leaning, "isn't what its name says", folder =>
            File.Copy(Path.Combine(Soft, Dll), Path.Combine(folder, "LeantLibrary.dll"), overwrite: true)),
        new("dependency-that-is-the-plugin-itself", Leaning, "isn't what its name says", folder =>
            File.Copy(Path.Combine(folder, "LeaningPlugin.dll"), Path.Combine(folder, "LeantLibrary.dll"),
            overwrite: true)),
        new("dependencies-in-a-circle", Leaning, "", folder => Circle.Write(folder, "LeantLibrary", "Third")),
        new("dependencies-in-a-circle-of-one", Leaning, "", folder =>
            Circle.Write(folder, "LeantLibrary", "LeantLibrary")),
        new("dependency-that-leans-back", Leaning, "", folder => Circle.Write(folder, "LeantLibrary", "LeaningPlugin")),
    ];

    /// <summary>Files under another name than their assembly's.</summary>
    private static IEnumerable<MalformedPlugin> Renamed =>
    [
        new("renamed-dll", Soft, "calls itself SoftDirty", folder =>
            File.Move(Path.Combine(folder, Dll), Path.Combine(folder, "Mine.dll"))),
        new("renamed-dll-and-deps", Soft, "calls itself SoftDirty", folder =>
        {
            foreach (var file in Directory.GetFiles(folder))
                File.Move(file, file.Replace("SoftDirty.", "Mine."));
            MalformedPlugin.Rewrite("Mine.deps.json", text => text.Replace("SoftDirty", "Mine"))(folder);
        }),
    ];

    private static byte[] Noise()
    {
        var bytes = new byte[12_800];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static void Clear(string folder)
    {
        foreach (var file in Directory.GetFiles(folder))
            File.Delete(file);
    }

    private static string Cleared(string folder)
    {
        Clear(folder);
        return folder;
    }

    private static Action<string> Write(string file, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return folder => File.WriteAllBytes(Path.Combine(folder, file), copy);
    }

    private static Action<string> Link(string target) => folder =>
    {
        var path = Path.Combine(folder, Dll);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    };
}
