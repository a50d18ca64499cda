using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Emulator.Host.Files;
using McMaster.NETCore.Plugins;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's assemblies as bytes that were read before: they are loaded as they were then, whatever became of the files.</summary>
/// <param name="files">The plugin's folder.</param>
/// <param name="main">Its own DLL.</param>
internal sealed class ReadAssemblies(PluginFiles files, string main)
{
    /// <summary>Loads the plugin's own DLL, and before it the others of its folder: the loader would read those from disk when they are first used.</summary>
    public Assembly LoadInto(PluginLoader loader)
    {
        using var _ = loader.EnterContextualReflection();
        var context = AssemblyLoadContext.CurrentContextualReflectionContext
            ?? throw new InvalidOperationException("it has no load context");
        var resolver = new AssemblyDependencyResolver(main);
        foreach (var dll in files.Dlls.Where(d => d != RealPath.Of(main) && !IsOfRuntime(d)).Order(StringComparer.Ordinal))
            if (files.Dll(PathOf(resolver, dll)) is { } bytes)
                TryLoad(context, bytes);
        return context.LoadFromStream(new MemoryStream(files.Dll(main) ?? throw new IOException($"{main} was gone when its folder was read")));
    }

    // A folder may hold one for each system besides the one for all.
    private static string PathOf(AssemblyDependencyResolver resolver, string dll) =>
        resolver.ResolveAssemblyToPath(new(Path.GetFileNameWithoutExtension(dll))) ?? dll;

    // Which copy of those serves is the loader's to say.
    private static bool IsOfRuntime(string dll) => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), Path.GetFileName(dll)));

    private static void TryLoad(AssemblyLoadContext context, byte[] bytes)
    {
        try
        {
            context.LoadFromStream(new MemoryStream(bytes));
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            // native code, say: if it is needed as an assembly, who needs it says so
        }
    }
}
