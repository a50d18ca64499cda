using System.CommandLine;
using System.Text.Json;
using Emulator.Engine.Workloads;

namespace Emulator.Host.Rendering;

/// <summary>The file of <c>--pages-out</c>: a JSON line for each pass on each architecture, with the pages that it recorded.</summary>
internal sealed class PagesFile : IDisposable
{
    private readonly string _path;
    private readonly StreamWriter _writer;

    /// <exception cref="UserError">It can't be written.</exception>
    public PagesFile(string path)
    {
        _path = path;
        try
        {
            _writer = new StreamWriter(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unwritable(e);
        }
    }

    public static Option<string?> Option() => new("--pages-out")
    {
        Description = "Write each pass' recorded pages to a file, as JSON lines.",
        HelpName = "FILE",
    };

    public void Write(PassRecord pass) => Guarded(() => _writer.WriteLine(JsonSerializer.Serialize(
        new { pass.Architecture, pass.Pass, Pages = pass.Pages.Select(p => $"0x{p.Value:x}") }, Json.Compact)));

    /// <summary>Writes what is left. Without it the file isn't whole.</summary>
    public void Close() => Guarded(_writer.Flush);

    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // Close has said so already, or another error is on its way.
        }
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    private UserError Unwritable(Exception e) =>
        new($"--pages-out {_path}: can't be written: {e.Message.TrimEnd('.')}; name a file in a folder that you may write to");
}
