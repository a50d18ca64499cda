using System.Reflection;

namespace Emulator.Host.Plugins;

/// <summary>What the runtime says of a DLL that it doesn't load, in a line that says how to mend it.</summary>
internal static class LoadFailure
{
    private const int BadFormat = unchecked((int)0x8007000B);   // COR_E_BADIMAGEFORMAT

    /// <summary>Looks through a plugin's DLL, or loads it.</summary>
    /// <param name="file">The DLL.</param>
    /// <param name="look">What to do.</param>
    /// <exception cref="PluginException">Whatever it threw, as a refusal that begins with the DLL's name.</exception>
    public static T Named<T>(string file, Func<T> look)
    {
        try
        {
            return look();
        }
        catch (PluginException e)
        {
            var colon = e.Message.StartsWith("its ", StringComparison.Ordinal) ? ":" : "";
            throw new PluginException($"{Path.GetFileName(file)}{colon} {e.Message}");
        }
        catch (Exception e)
        {
            throw Of(file, e);   // a damaged image makes the runtime throw almost anything
        }
    }

    /// <summary>How to mend what makes the runtime throw, whatever the plugin's author wrote; null: the author's own
    /// code threw it.</summary>
    public static string? MendOfImage(Exception cause) => cause is BadImageFormatException or InvalidProgramException
        or FileNotFoundException
        or FileLoadException or TypeLoadException or MissingMemberException ? Mend(cause) : null;

    /// <summary>The first of many, the innermost of nested ones.</summary>
    public static Exception Cause(Exception failure) => failure switch
    {
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => Cause(first),
        { InnerException: { } inner } => Cause(inner),
        _ => failure,
    };

    /// <summary>What it says, with the DLL's name in place of its path.</summary>
    /// <param name="cause">The failure.</param>
    /// <param name="file">The plugin's DLL.</param>
    public static string Said(Exception cause, string file)
    {
        var (said, name) = (FirstLine(cause), Path.GetFileName(file));
        // Of a file the runtime says this, of bytes that it was given it can't.
        if (cause is BadImageFormatException { FileName: null or "", HResult: BadFormat })
            said += $". The format of the file '{name}' is invalid";
        return said.Replace(file, name, StringComparison.Ordinal);
    }

    public static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim().TrimEnd('.');

    private static PluginException Of(string file, Exception failure)
    {
        var cause = Cause(failure);
        return new($"{Path.GetFileName(file)} can't be loaded: {Said(cause, file)}; {Mend(cause)}");
    }

    private static string Mend(Exception cause) => cause switch
    {
        BadImageFormatException or InvalidProgramException =>
            "the file is damaged: build the plugin again and copy the whole output folder",
        FileNotFoundException or FileLoadException => "copy the plugin's whole build output, dependencies included",
        TypeLoadException or MissingMemberException or MemberAccessException =>
            $"build the plugin again, it and its dependencies against this host's {HostContract.Name}",
        InvalidOperationException =>
            "a DLL beside it isn't what its name says: copy the plugin's whole build output again",
        IOException or UnauthorizedAccessException => "allow it to be read, or copy it again",
        _ => "build the plugin again and copy the whole output folder",
    };
}
