using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emulator.Structure.Tests;

/// <summary>How large a file and a function may be, and what code doesn't do.</summary>
[TestClass]
public sealed class Code
{
    private const int MostOfAFile = 300, MostOfAFunction = 40, LongFunction = 25;

    private static readonly Lazy<IReadOnlyList<Function>> Functions = new(() => [.. Repository.Sources("src", "plugins", "kit", "tests", "bench")
        .AsParallel().AsOrdered().SelectMany(path => Function.In(path, Repository.Text(path)))]);

    private static IEnumerable<(string, string)> LongerThan(int lines) => Functions.Value.Where(f => f.Lines > lines)
        .GroupBy(f => f.Name).Select(g => g.MaxBy(f => f.Lines)).OfType<Function>().Select(f => (f.Name, $"{f.Where}: {f.Name} has {f.Lines} lines"));

    [TestMethod]
    public void No_file_is_longer_than_300_lines()
    {
        foreach (var path in Repository.Sources("src", "plugins", "kit", "tests", "bench"))
            Assert.IsLessThanOrEqualTo(MostOfAFile, File.ReadLines(Repository.Full(path)).Count(), path);
    }

    [TestMethod]
    public void No_function_is_longer_than_40_lines() => Known.Read("functions-over-40.txt").Hold(LongerThan(MostOfAFunction), "divide it");

    [TestMethod]
    public void A_function_longer_than_25_lines_has_a_reason()
    {
        var known = Known.Read("functions-over-25.txt");
        known.Hold(LongerThan(LongFunction), "divide it, or say in tests/Structure.Tests/Known/functions-over-25.txt why it is better whole");
        known.HoldReasons();
    }

    [TestMethod]
    public void No_warning_of_a_null_is_silenced() => Known.Read("silenced-nulls.txt").Hold(
        from path in Repository.Sources("src", "plugins")
        from node in Function.Nodes(path, Repository.Text(path))
        where node.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        group $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}" by path into file
        select (file.Key, string.Join('\n', file)), "no '!': have the type say that it can't be null, or say what to do where it is");

    [TestMethod]
    public void A_function_s_lines_are_counted_from_its_first_word_to_its_last_brace()
    {
        var functions = Function.In("f.cs", """
            class A
            {
                /// <summary>Documented.</summary>
                [Obsolete]
                public int F(
                    int n)
                {
                    void G()
                    {
                    }

                    return n;
                }
                int P => 1;
                class B { Action _a = () =>
                    { }; }
            }
            """).ToList();
        Assert.AreSequenceEqual(new Function[] { new("A.F", "f.cs:5", 9), new("A.G", "f.cs:8", 3), new("A.P", "f.cs:14", 1), new("A.B.lambda", "f.cs:15", 2) }, functions);
    }
}
