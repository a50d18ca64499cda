namespace Emulator.Host.Files;

/// <summary>Where a page that was made goes: a file, or standard output.</summary>
internal sealed class OutFile(Terminal terminal)
{
    /// <summary>Writes it.</summary>
    /// <param name="path">As <c>--out</c> said; <c>-</c>: standard output.</param>
    /// <param name="page">Its text.</param>
    /// <param name="makesFolder">Whether its folder is made where it is missing: the program's own choice of one, never
    /// a user's slip.</param>
    /// <param name="option">The option that named it.</param>
    /// <exception cref="UserError">It can't be written: what had its name before is untouched.</exception>
    public void Write(string path, string page, bool makesFolder = false, string option = "--out")
    {
        if (path == "-")
        {
            terminal.Out.Write(page);
            terminal.Out.Flush();
            return;
        }
        try
        {
            if (makesFolder && Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            NewFile.Write(path, page);
            terminal.Say($"{path} is written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{option} {path}: can't be written: {Why(path, e)}; "
                + "name a file in a folder that you may write to");
        }
    }

    private static string Why(string path, Exception failure) =>
        Directory.Exists(path) ? "it is a folder"
        : failure is DirectoryNotFoundException ? $"there is no folder {Path.GetDirectoryName(path)}"
        : failure.Message.TrimEnd('.');
}
