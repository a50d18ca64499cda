using System.CommandLine;
using Emulator.Engine.Workloads;
using Emulator.Reports;

namespace Emulator.Host.Files;

/// <summary>The file of <c>--pages-out</c>: a JSON line for each pass on each architecture, with the pages that it recorded.</summary>
/// <remarks>It gets its name when it is whole; until then it is a file beside it.</remarks>
internal sealed class RecordedPagesFile : IDisposable
{
    private readonly string _path;
    private readonly NewFile _file;
    private readonly StreamWriter _writer;

    /// <summary>Begins the file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="trace">The trace, which it mustn't be.</param>
    /// <exception cref="UserError">It can't be written, or is the trace.</exception>
    public RecordedPagesFile(string path, string trace)
    {
        _path = path;
        try
        {
            var target = RealPath.Of(path);
            if (File.Exists(trace) && target == RealPath.Of(trace))
                throw new UserError($"--pages-out {path}: is the trace itself; name another file", ExitCode.Usage);
            _file = new(target);
            _writer = new(_file.Stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unwritable(e);
        }
    }

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--pages-out")
        {
            Description = "Write each pass' recorded pages to a file, as JSON lines.",
            HelpName = "FILE",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is "")
                result.AddError("--pages-out is ''; expected a file");
        });
        return option;
    }

    public void Write(PassRecord pass) => Guarded(() => _writer.WriteLine(Json.Line(
        new { pass.Architecture, pass.Pass, Pages = pass.Pages.Select(p => $"0x{p.Value:x}") })));

    /// <summary>Writes what is left and gives the file its name. Without it there is none.</summary>
    public void Close() => Guarded(() =>
    {
        _writer.Flush();
        _file.Keep();
    });

    public void Dispose() => _file.Dispose();

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private UserError Unwritable(Exception e) => new($"--pages-out {_path}: can't be written: "
        + $"{(Directory.Exists(_path) ? "it is a folder" : e.Message.TrimEnd('.'))}; name a file in a folder that you may write to");
}
