using System.CommandLine;
using Emulator.Reports;

namespace Emulator.Host.Files;

/// <summary>A file of requests, one JSON object a line; answers go to standard output, one a line, in order.</summary>
/// <remarks>A line that is wrong is named on standard error and gets no answer; the others are answered all the
/// same.</remarks>
internal sealed class BatchFile(Terminal terminal, string path)
{
    private int _number;

    public static Option<string> Option()
    {
        var option = new Option<string>("--batch")
        {
            Description = "A file of JSON objects, one a line; '-': standard input.",
            HelpName = "FILE|-",
            Required = true,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is "")
                result.AddError("--batch is ''; expected a file, or - for standard input");
        });
        return option;
    }

    /// <summary>The line that is being answered, for warnings: the file's name and the line's number.</summary>
    public string Where => $"{Name}:{_number}";

    /// <summary>Answers every line; one for which a <see cref="BatchException"/> is thrown is told.</summary>
    /// <param name="entryBytes">How many bytes an entry has.</param>
    /// <param name="answer">Answers a line.</param>
    /// <returns>The exit code.</returns>
    public int Answer(int entryBytes, Func<BatchLine, object> answer)
    {
        using var reader = Open();
        var code = ExitCode.Ok;
        while (NextLine(reader) is { } line)
        {
            _number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                terminal.Out.WriteLine(Json.Line(answer(BatchLine.Parse(line, entryBytes))));
            }
            catch (BatchException e)
            {
                terminal.Out.Flush();
                terminal.Fail($"{Where}: {e.Message}");
                code = ExitCode.BadInput;
            }
        }
        terminal.Out.Flush();
        return code;
    }

    private string Name => path == "-" ? "standard input" : path;

    private StreamReader Open()
    {
        if (path == "-")
            return Descriptor.IsOpen(Descriptor.Input) ? new(System.Console.OpenStandardInput())
                : throw Unreadable("standard input is closed");
        try
        {
            return new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(Directory.Exists(path) ? "it is a folder" : e.Message);
        }
    }

    private string? NextLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e.Message);
        }
    }

    private UserError Unreadable(string why) =>
        new($"--batch {path}: can't be read: {why.TrimEnd('.')}; name a file of JSON objects, one a line");
}
