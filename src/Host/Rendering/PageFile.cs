namespace Emulator.Host.Rendering;

/// <summary>Where a page that was made goes: a file, or standard output.</summary>
internal sealed class PageFile(Terminal terminal)
{
    /// <summary>Writes it.</summary>
    /// <param name="path">As <c>--out</c> said; <c>-</c>: standard output.</param>
    /// <param name="page">Its text.</param>
    /// <exception cref="UserError">It can't be written.</exception>
    public void Write(string path, string page)
    {
        if (path == "-")
        {
            terminal.Out.Write(page);
            terminal.Out.Flush();
            return;
        }
        try
        {
            File.WriteAllText(path, page);
            terminal.Say($"{path} is written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"--out {path}: can't be written: {e.Message.TrimEnd('.')}; name a file in a folder that you may write to");
        }
    }
}
