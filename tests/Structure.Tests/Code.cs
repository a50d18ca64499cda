using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emulator.Structure.Tests;

/// <summary>How large a file and a function may be, and what code doesn't do.</summary>
[TestClass]
public sealed class Code
{
    private const int MostOfAFile = 300, MostOfAFunction = 40, LongFunction = 25;

    private static readonly string[] All = ["src", "plugins", "kit", "tests", "bench"];

    private static readonly Lazy<IReadOnlyList<Function>> Functions = new(() =>
        [.. Repository.Sources(All).AsParallel().AsOrdered().SelectMany(p => Function.In(p, Repository.Text(p)))]);

    // Functions of one name are one here.
    private static IEnumerable<(string Name, string Says)> LongerThan(int lines) =>
        from function in Functions.Value
        where function.Lines > lines
        group $"{function.Where}: {function.Name} has {function.Lines} lines" by function.Name into named
        select (named.Key, string.Join('\n', named));

    [TestMethod]
    public void No_file_is_longer_than_300_lines()
    {
        foreach (var path in Repository.Sources(All))
            Assert.IsLessThanOrEqualTo(MostOfAFile, File.ReadLines(Repository.Full(path)).Count(), path);
    }

    [TestMethod]
    public void No_function_is_longer_than_40_lines() =>
        Known.None(LongerThan(MostOfAFunction).Select(f => f.Says), "divide it");

    [TestMethod]
    public void A_function_longer_than_25_lines_has_a_reason()
    {
        var known = Known.Read("functions-over-25.txt");
        known.Hold(LongerThan(LongFunction), $"divide it, or say in {known.File} why it is better whole");
        known.HoldReasons();
    }

    [TestMethod]
    public void No_warning_of_a_null_is_silenced() => Known.None(
        from path in Repository.Sources("src", "plugins")
        from node in Function.Nodes(path, Repository.Text(path))
        where node.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        select $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}",
        "no '!': have the type say that it can't be null, or say what is done where it is");

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
            """);
        var expected = "A.F f.cs:5 9, A.G f.cs:8 3, A.P f.cs:14 1, A.B.lambda f.cs:15 2";
        Assert.AreEqual(expected, string.Join(", ", functions.Select(f => $"{f.Name} {f.Where} {f.Lines}")));
    }
}
