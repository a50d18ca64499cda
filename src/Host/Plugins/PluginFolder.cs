using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;

namespace Emulator.Host.Plugins;

/// <summary>Loads the plugin of one folder into a load context of its own that shares the contract.</summary>
internal static class PluginFolder
{
    // A later build of the contract's version is the same contract; by itself the runtime takes no assembly for a later one.
    static PluginFolder() => AssemblyLoadContext.Default.Resolving += (_, asked) =>
        asked.Name == PluginFile.ContractName ? typeof(Architecture).Assembly : null;

    /// <summary>The plugin's name: its folder's.</summary>
    public static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>Looks at the plugin without running any of its code.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="PluginException">It is refused.</exception>
    public static string VersionOf(string folder) => Named(Path.GetFullPath(PluginFile.Find(folder)), file => PluginFile.Check(file).ToString(3));

    /// <summary>Loads every architecture that the plugin exports, by name.</summary>
    /// <exception cref="PluginException">It is refused.</exception>
    public static LoadedPlugin Load(string folder, PluginLock? trust)
    {
        var file = PluginFile.Find(folder);
        if (trust is null)
        {
            PluginFiles.List(folder);   // no link may leave it
            return LoadAs(file, null, isUnloadable: false);
        }
        return Load(PluginFiles.Read(folder), trust, isUnloadable: false);
    }

    /// <summary>Loads it from what was read of its folder; the files are neither looked at again nor kept open.</summary>
    /// <param name="isUnloadable">Whether it can be let go of. Its code then runs a little slower.</param>
    /// <exception cref="PluginException">It is refused.</exception>
    public static LoadedPlugin Load(PluginFiles files, PluginLock? trust, bool isUnloadable)
    {
        trust?.Check(NameOf(files.Folder), files);
        return LoadAs(PluginFile.Find(files.Folder), files, isUnloadable);
    }

    /// <summary>Loads a plugin by its DLL, whatever its folder's name.</summary>
    /// <exception cref="PluginException">It is refused.</exception>
    public static LoadedPlugin LoadFile(string dll, PluginLock? trust)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(dll))!;
        if (trust is null)
        {
            PluginFiles.List(folder);
            return LoadAs(dll, null, isUnloadable: false);
        }
        var files = PluginFiles.Read(folder);
        trust.Check(NameOf(folder), files);
        return LoadAs(dll, files, isUnloadable: false);
    }

    private static LoadedPlugin LoadAs(string path, PluginFiles? files, bool isUnloadable) => Named<LoadedPlugin>(Path.GetFullPath(path), file =>
    {
        var version = PluginFile.Check(file).ToString(3);
        var loader = PluginLoader.CreateFromAssemblyFile(file, isUnloadable, sharedTypes: [typeof(Architecture)], c => c.LoadInMemory = files is not null);
        try
        {
            var name = NameOf(Path.GetDirectoryName(file)!);
            var types = Exported(files is null ? loader.LoadDefaultAssembly() : new ReadAssemblies(files, file).LoadInto(loader));
            return new([.. types.Select(t => Make(t, name, version, file)).OrderBy(a => a.Name, StringComparer.Ordinal)], loader);
        }
        catch when (isUnloadable)
        {
            loader.Dispose();
            throw;
        }
    });

    private static T Named<T>(string file, Func<string, T> look)
    {
        try
        {
            return look(file);
        }
        catch (PluginException e)
        {
            throw new PluginException($"{Path.GetFileName(file)}{(e.Message.StartsWith("its ", StringComparison.Ordinal) ? ":" : "")} {e.Message}");
        }
        catch (Exception e) when (e is not PluginException)
        {
            // A damaged image makes the runtime throw almost anything.
            throw LoadFailure.Of(file, e);
        }
    }

    private static List<Type> Exported(Assembly assembly)
    {
        var types = assembly.GetExportedTypes()
            .Where(t => !t.IsAbstract && !t.ContainsGenericParameters && typeof(Architecture).IsAssignableFrom(t)).ToList();
        if (types.Count == 0)
            throw new PluginException("exports no architecture; expected a public class such as "
                + "'public sealed class Mine() : Architecture<MyPte, MyDirty, MyTlb>(\"mine\");'");
        return types;
    }

    private static LoadedArchitecture Make(Type type, string plugin, string version, string file)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
            throw new PluginException($"exports {type.Name} without a public constructor that takes nothing; write 'class {type.Name}() : …'");
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            var architecture = (Architecture)Activator.CreateInstance(type)!;
            CheckName(type, architecture.Name);
            return new(architecture, plugin, version, file, CheckedFacts(architecture));
        }
        catch (Exception e) when (e is not PluginException)
        {
            var cause = LoadFailure.Cause(e);
            throw new PluginException($"exports {type.Name}, which throws while it is made: {cause.GetType().Name}: {MessageOf(cause).Replace(file, Path.GetFileName(file), StringComparison.Ordinal)}; "
                + (LoadFailure.MendOfImage(cause) ?? "mend its constructors and static members"));
        }
    }

    private static void CheckName(Type type, string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw new PluginException($"exports {type.Name} under the name '{name}'; expected small letters, digits and '-'");
    }

    private static ArchitectureFacts CheckedFacts(Architecture architecture)
    {
        var facts = ArchitectureFacts.Of(architecture);
        if (facts.History is { } history && (string.IsNullOrWhiteSpace(history) || !OneLine.Is(history)))
            throw new PluginException($"exports {architecture.Name} with a history that isn't a line of text; write a sentence, or nothing for one of today");
        if (facts.Exemptions is not { } exemptions || exemptions.Any(e => string.IsNullOrWhiteSpace(e?.Law) || string.IsNullOrWhiteSpace(e.Why) || !OneLine.Is(e.Law + e.Why)))
            throw new PluginException($"exports {architecture.Name} with exemptions that lack a law or a reason; write new(\"L3\", \"why\")");
        var g = facts.Geometry;
        if (!IsShape(g))
            throw new PluginException($"exports {architecture.Name} with the geometry {g}; expected pages of 4 KiB (PageShift 12), tables of 512 "
                + "to 2048 entries (IndexBits 9 to 11), leaf tables of 128 to 512 (LeafIndexBits 7 to 9), 2 to 5 levels and user addresses "
                + "that they reach");
        if (facts.Bits is null || facts.Bits.Any(b => b.Number is < 0 or > 63 || b.Width < 1 || b.Width > 64 - b.Number || string.IsNullOrEmpty(b.Name) || !OneLine.Is(b.Name)))
            throw new PluginException($"exports {architecture.Name} with bits that aren't in an entry; expected numbers from 0 to 63 and names");
        if (!Enum.IsDefined(facts.Update) || !Enum.IsDefined(facts.Reach) || (facts.Features & ~AllFeatures) != 0)
            throw new PluginException($"exports {architecture.Name} with {nameof(IDirtyTracking.Update)} {facts.Update}, {nameof(ITlbModel.Reach)} {facts.Reach} and "
                + $"{nameof(IPteFormat.Features)} {facts.Features}; expected values that {PluginFile.ContractName} names");
        return facts;
    }

    private static PteFeatures AllFeatures => Enum.GetValues<PteFeatures>().Aggregate((a, b) => a | b);

    private static bool IsShape(Geometry g) =>
        g is { PageShift: 12, IndexBits: >= 9 and <= 11, LeafIndexBits: >= 7 and <= 9, Levels: >= 2 and <= 5 }
        && g.UserAddressBits > g.PageShift + g.LeafIndexBits && g.UserAddressBits <= Math.Min(63, g.PageShift + g.CoveredBits(g.Levels));

    // An exception of the plugin's own may throw where it is asked what it has to say.
    private static string MessageOf(Exception e)
    {
        try
        {
            return LoadFailure.FirstLine(e);
        }
        catch (Exception again) when (again is not PluginException)
        {
            return "its message can't be read";
        }
    }
}
