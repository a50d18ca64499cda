namespace Emulator.Host.Rendering;

/// <summary>Where a page that was made goes: a file, or standard output.</summary>
internal sealed class PageFile(Terminal terminal)
{
    /// <summary>Writes it.</summary>
    /// <param name="path">As <c>--out</c> said; <c>-</c>: standard output.</param>
    /// <param name="page">Its text.</param>
    /// <param name="makesFolder">Whether its folder is made where it is missing: the program's own choice of one, never a user's slip.</param>
    /// <exception cref="UserError">It can't be written.</exception>
    public void Write(string path, string page, bool makesFolder = false)
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
            File.WriteAllText(path, page);
            terminal.Say($"{path} is written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"--out {path}: can't be written: {e.Message.TrimEnd('.')}; name a file in a folder that you may write to");
        }
    }
}
