using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Emulator.Host.Tests;

/// <summary>Every way in which a plugin can fail to load is one clear line; the others load all the same.</summary>
[TestClass]
public sealed class PluginFolders : HostTest
{
    private static readonly string Soft = Emulator.Plugin("SoftDirty");

    private string Plugins => Path.Combine(Emulator.Folder, "plugins");

    private void Refused(params string[] says)
    {
        Emulator.CopyPlugin(Emulator.Plugin("Arm64"), "Arm64");
        var ran = Emulator.Run("plugins", "--plugins", Plugins);
        Fails(ran, 65, says);
        Assert.Contains("arm64-dbm", ran.Out, "the other plugin is loaded");
        var trace = Emulator.File("t", " S 10,4\n");
        var compared = Emulator.Run("compare", trace, "--plugins", Plugins);
        Assert.AreEqual(0, compared.ExitCode, "a plugin that isn't needed is a warning");
        Assert.Contains("warning: plugin", compared.OneError);
    }

    internal static void Patch(string file, Func<byte[], MetadataReader, byte[]> change)
    {
        var bytes = File.ReadAllBytes(file);
        using var image = new PEReader(new MemoryStream(bytes));
        File.WriteAllBytes(file, change([.. bytes], image.GetMetadataReader()));
    }

    internal static void SetContractVersion(string file, params ushort[] version) => Patch(file, (bytes, metadata) =>
    {
        using var image = new PEReader(new MemoryStream(bytes));
        var row = metadata.AssemblyReferences.ToList().FindIndex(r =>
            metadata.GetString(metadata.GetAssemblyReference(r).Name) == "Emulator.Abstractions");
        var at = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + row * metadata.GetTableRowSize(TableIndex.AssemblyRef);
        for (var i = 0; i < version.Length; i++)
            BitConverter.GetBytes(version[i]).CopyTo(bytes, at + 2 * i);
        return bytes;
    });

    [TestMethod]
    public void Garbage()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Plugins, "Bad")).FullName, "Bad.dll"),
            "garbage");
        Refused("plugin Bad was refused: Bad.dll isn't a whole .NET assembly");
    }

    [TestMethod]
    [DataRow(0.5)]
    [DataRow(0.99)]
    [DataRow(0.01)]
    public void A_truncated_dll(double part)
    {
        var file = Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.dll");
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(int)(bytes.Length * part)]);
        Refused("SoftDirty.dll isn't a whole .NET assembly");
    }

    [TestMethod]
    public void Another_target_framework()
    {
        Patch(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.dll"), (bytes, _) =>
        {
            var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("Version=v10.0"));
            Encoding.ASCII.GetBytes("Version=v99.0").CopyTo(bytes, at);
            return bytes;
        });
        Refused("is built for .NETCoreApp,Version=v99.0; expected .NETCoreApp,Version=v10.0");
    }

    [TestMethod]
    public void A_contract_of_its_own()
    {
        var folder = Emulator.CopyPlugin(Soft, "SoftDirty");
        File.Copy(Path.Combine(Emulator.Path("Emulator"), "Emulator.Abstractions.dll"),
            Path.Combine(folder, "Emulator.Abstractions.dll"));
        Refused("brings its own Emulator.Abstractions.dll", "Private=\"false\"");
    }

    [TestMethod]
    [DataRow((ushort)0, (ushort)9)]
    [DataRow((ushort)1, (ushort)2)]
    [DataRow((ushort)2, (ushort)0)]
    public void Another_contract(ushort major, ushort minor)
    {
        SetContractVersion(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.dll"), major, minor);
        Refused($"is built for contract {major}.{minor}, this host has 1.1");
    }

    [TestMethod]
    public void A_later_build_of_the_contract_is_the_same_contract()
    {
        SetContractVersion(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.dll"), 1, 0, 5, 7);
        var ran = Emulator.Run("compare", Emulator.File("t", " S 10,4\n"), "--plugins", Plugins);
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.Contains("No page missed", ran.Out);
    }

    [TestMethod]
    public void Two_architectures_of_one_name()
    {
        Emulator.CopyPlugin(Soft, "SoftDirty");
        Emulator.CopyPlugin(Soft, "SoftDirtyToo");
        Refused("plugin SoftDirtyToo was refused", "an architecture named soft-dirty, and so does SoftDirty");
    }

    [TestMethod]
    public void A_static_constructor_that_throws()
    {
        Emulator.CopyPlugin(Emulator.Path("Throwing"), "ThrowingPlugin");
        Refused("exports Throwing, which throws while it is made: FormatException");
    }

    [TestMethod]
    public void No_architecture()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Plugins, "Emulator.Engine")).FullName;
        foreach (var file in Directory.GetFiles(Emulator.Path("Emulator"), "*.dll")
            .Where(f => !f.EndsWith("Abstractions.dll", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.Copy(Path.Combine(Emulator.Path("Engine"), "Emulator.Engine.deps.json"),
            Path.Combine(folder, "Emulator.Engine.deps.json"));
        Refused("plugin Emulator.Engine was refused", "exports no architecture");
    }

    [TestMethod]
    public void Something_that_is_no_plugin()
    {
        var folder = Emulator.CopyPlugin(Soft, "Json");
        foreach (var file in Directory.GetFiles(folder))
            File.Delete(file);
        File.Copy(Path.Combine(Emulator.Path("Emulator"), "Microsoft.Extensions.Primitives.dll"),
            Path.Combine(folder, "Json.dll"));
        Refused("Json.dll doesn't reference Emulator.Abstractions");
    }

    [TestMethod]
    public void No_description_of_dependencies()
    {
        File.Delete(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.deps.json"));
        Refused("has no SoftDirty.deps.json beside it");
    }

    [TestMethod]
    public void A_broken_description_of_dependencies()
    {
        File.WriteAllText(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.deps.json"), "{");
        Refused("SoftDirty.dll: its SoftDirty.deps.json isn't JSON");
    }

    [TestMethod]
    [DataRow("{}", "lacks runtimeTarget")]
    [DataRow("[]", "isn't a JSON object")]
    [DataRow("null", "isn't a JSON object")]
    [DataRow("""{"runtimeTarget":null,"targets":{},"libraries":{}}""", "has a runtimeTarget that isn't an object")]
    [DataRow("""{"runtimeTarget":3,"targets":{},"libraries":{}}""", "has a runtimeTarget that isn't an object")]
    [DataRow("""{"runtimeTarget":{"name":1},"targets":{},"libraries":{}}""",
        "has a runtimeTarget/name that isn't a string")]
    [DataRow("""{"runtimeTarget":{"name":"a"},"targets":{},"libraries":{}}""", "lacks a in targets")]
    [DataRow("""{"runtimeTarget":{"name":"a"},"targets":[],"libraries":{}}""", "has a targets that isn't an object")]
    [DataRow("""{"runtimeTarget":{"name":"a"},"targets":{"a":{}}}""", "lacks libraries")]
    public void A_description_of_dependencies_of_another_shape(string json, string says)
    {
        File.WriteAllText(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.deps.json"), json);
        Refused("SoftDirty.dll: its SoftDirty.deps.json " + says);
    }

    [TestMethod]
    [DataRow("""{"B/1":[]}""", "{}", "has a B/1 that isn't an object")]
    [DataRow("""{"B/1":{"runtime":{"B.dll":3}}}""", "{}", "has a runtime/B.dll that isn't an object")]
    [DataRow("{}", """{"B/1":null}""", "has a B/1 that isn't an object")]
    [DataRow("{}", """{"B/1":{"type":"project","sha512":""}}""", "lacks serviceable in B/1")]
    public void A_dependency_of_another_shape(string target, string libraries, string says) =>
        A_description_of_dependencies_of_another_shape(
            $$"""{"runtimeTarget":{"name":"a"},"targets":{"a":{{target}}},"libraries":{{libraries}}}""", says);

    [TestMethod]
    public void A_dependency_that_is_listed_and_not_there()
    {
        var file = Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.deps.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"SoftDirty.dll\": {}",
            "\"SoftDirty.dll\": {}, \"lib/net8.0/Other.dll\": {}"));
        Refused("SoftDirty.dll needs Other.dll (of SoftDirty/", "which isn't in its folder");
    }

    [TestMethod]
    public void An_empty_plugin_folder()
    {
        Directory.CreateDirectory(Path.Combine(Plugins, "Empty"));
        Refused("plugin Empty was refused: the folder holds no DLL");
    }

    [TestMethod]
    public void A_file_in_a_plugin_folder_s_place() =>
        Fails(Emulator.Run("plugins", "--plugins", Emulator.File("file", "")), 65, "is a file; expected a folder");

    [TestMethod]
    public void No_plugin_at_all()
    {
        Directory.CreateDirectory(Plugins);
        Fails(Emulator.Run("plugins", "--plugins", Plugins), 65, "holds no plugin");
        Fails(Emulator.Run("compare", "--plugins", Plugins + "2"), 65, "is missing");
    }

    [TestMethod]
    public void A_refused_plugin_that_is_needed_is_an_error_that_says_why()
    {
        File.Delete(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.deps.json"));
        Emulator.CopyPlugin(Emulator.Plugin("Arm64"), "Arm64");
        var ran = Emulator.Run("compare", "--plugins", Plugins, "--arch", "soft-dirty");
        Fails(ran, 65, "no architecture named soft-dirty", "has no SoftDirty.deps.json");
    }

    [TestMethod]
    public void A_store_that_is_lost_to_a_broken_tracker_is_seen_by_compare()
    {
        Emulator.CopyPlugin(Emulator.Path("Broken"), "BrokenPlugin");
        Emulator.File("t", " L 1000,4\n S 1000,4\n");
        var ran = Emulator.Run("compare", "t", "--plugins", Plugins, "--arch", "broken-t1,sound", "--cores", "1");
        Assert.AreEqual(1, ran.ExitCode, ran.Error);
        Assert.Contains("Lost writes on broken-t1:", ran.Out);
    }
}
