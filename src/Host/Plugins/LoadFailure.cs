using System.Reflection;

namespace Emulator.Host.Plugins;

/// <summary>What the runtime says of a DLL that it doesn't load, in a line that says how to mend it.</summary>
internal static class LoadFailure
{
    /// <summary>The refusal.</summary>
    /// <param name="file">The plugin's DLL.</param>
    /// <param name="failure">What loading it, or looking through it, threw.</param>
    public static PluginException Of(string file, Exception failure)
    {
        var cause = Cause(failure);
        return new($"{Path.GetFileName(file)} can't be loaded: {FirstLine(cause).Replace(file, Path.GetFileName(file), StringComparison.Ordinal)}; {Mend(cause)}");
    }

    /// <summary>How to mend what makes the runtime throw, whatever the plugin's author wrote; null: the author's own code threw it.</summary>
    public static string? MendOfImage(Exception cause) => cause is BadImageFormatException or InvalidProgramException or FileNotFoundException
        or FileLoadException or TypeLoadException or MissingMemberException ? Mend(cause) : null;

    /// <summary>The first of many, the innermost of nested ones.</summary>
    public static Exception Cause(Exception failure) => failure switch
    {
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => Cause(first),
        { InnerException: { } inner } => Cause(inner),
        _ => failure,
    };

    public static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim().TrimEnd('.');

    private static string Mend(Exception cause) => cause switch
    {
        BadImageFormatException or InvalidProgramException => "the file is damaged: build the plugin again and copy the whole output folder",
        FileNotFoundException or FileLoadException => "copy the plugin's whole build output, dependencies included",
        TypeLoadException or MissingMemberException or MemberAccessException =>
            $"build the plugin again, it and its dependencies against this host's {PluginFile.ContractName}",
        InvalidOperationException => "a DLL beside it isn't what its name says: copy the plugin's whole build output again",
        IOException or UnauthorizedAccessException => "allow it to be read, or copy it again",
        _ => "build the plugin again and copy the whole output folder",
    };
}
