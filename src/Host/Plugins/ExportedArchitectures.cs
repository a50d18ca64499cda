using System.Reflection;
using System.Runtime.CompilerServices;

namespace Emulator.Host.Plugins;

/// <summary>Makes the architectures that a loaded plugin exports, and checks what they say of themselves.</summary>
internal static class ExportedArchitectures
{
    /// <summary>All of them, by name.</summary>
    /// <exception cref="PluginException">There is none, or one can't be used.</exception>
    public static IReadOnlyList<LoadedArchitecture> Of(Assembly assembly, CheckedImage plugin) =>
        [.. TypesOf(assembly).Select(t => Make(t, plugin)).OrderBy(a => a.Name, StringComparer.Ordinal)];

    private static List<Type> TypesOf(Assembly assembly)
    {
        var types = assembly.GetExportedTypes()
            .Where(t => !t.IsAbstract && !t.ContainsGenericParameters && typeof(Architecture).IsAssignableFrom(t))
            .ToList();
        if (types.Count == 0)
            throw new PluginException("exports no architecture; expected a public class such as "
                + "'public sealed class Mine() : Architecture<MyPte, MyDirty, MyTlb>(\"mine\");'");
        return types;
    }

    private static LoadedArchitecture Make(Type type, CheckedImage plugin)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
            throw new PluginException($"exports {type.Name} without a public constructor that takes nothing; "
                + $"write 'class {type.Name}() : …'");
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            var architecture = (Architecture)(Activator.CreateInstance(type)
                ?? throw new InvalidOperationException("it is nothing"));
            CheckName(type, architecture.Name);
            return new(architecture, plugin.Image.Name, plugin.Version, plugin.Image.File, FactsCheck.Of(architecture));
        }
        catch (Exception e) when (e is not PluginException)
        {
            var cause = LoadFailure.Cause(e);
            throw new PluginException($"exports {type.Name}, which throws while it is made: {cause.GetType().Name}: "
                + $"{Said(cause, plugin.Image.File)}; "
                + (LoadFailure.MendOfImage(cause) ?? "mend its constructors and static members"));
        }
    }

    private static void CheckName(Type type, string? name)
    {
        if (string.IsNullOrEmpty(name)
            || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw new PluginException($"exports {type.Name} under the name '{name}'; expected small letters, "
                + "digits and '-'");
    }

    // An exception of the plugin's own may throw where it is asked what it has to say.
    private static string Said(Exception cause, string file)
    {
        try
        {
            return LoadFailure.Said(cause, file);
        }
        catch (Exception again) when (again is not PluginException)
        {
            return "its message can't be read";
        }
    }
}
