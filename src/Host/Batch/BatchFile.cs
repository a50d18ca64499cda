using System.CommandLine;
using System.Text.Json;
using Emulator.Host.Rendering;

namespace Emulator.Host.Batch;

/// <summary>A file of requests, one JSON object a line; answers go to standard output, one a line, in order.</summary>
/// <remarks>A line that is wrong is named on standard error and gets no answer; the others are answered all the same.</remarks>
internal sealed class BatchFile(Terminal terminal, string path)
{
    private int _number;

    public static Option<string> Option() => new("--batch")
    {
        Description = "A file of JSON objects, one a line; '-': standard input.",
        HelpName = "FILE|-",
        Required = true,
    };

    /// <summary>The line that is being answered, for warnings: the file's name and the line's number.</summary>
    public string Where => $"{Name}:{_number}";

    /// <summary>Answers every line.</summary>
    /// <returns>The exit code.</returns>
    public int Answer(Func<BatchLine, object> answer)
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
                terminal.Out.WriteLine(JsonSerializer.Serialize(answer(BatchLine.Parse(line)), Json.Compact));
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

    private TextReader Open()
    {
        try
        {
            return path == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(e);
        }
    }

    private string? NextLine(TextReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    private UserError Unreadable(Exception e) => new($"--batch {path}: can't be read: {e.Message.TrimEnd('.')}; name a file of JSON objects, one a line");
}
