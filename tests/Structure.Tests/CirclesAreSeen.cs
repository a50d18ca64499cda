namespace Emulator.Structure.Tests;

/// <summary>The tests of rooms can see: code that breaks the picture, however it names what it may not.</summary>
[TestClass]
public sealed class CirclesAreSeen
{
    private static Knowledge Of(params (string Path, string Text)[] files) => new(files, Knowledge.Runtime);

    private static (string, string) Below(string uses) => ("src/Engine/Below/Low.cs", $$"""
        namespace Below;
        using Above;
        public class Low { {{uses}} }
        """);

    private static readonly (string, string) Above = ("src/Engine/Above/High.cs", """
        namespace Above;
        public class High : System.Attribute
        {
            public const int Limit = 3;
            public static int Count;
            public static High Make() => new();
            public static Below.Low Low() => new();
        }
        public static class Extensions { public static int Twice(this int n) => 2 * n; }
        public interface IHigh { static virtual int N => 1; }
        """);

    [TestMethod]
    [DataRow("int F() => High.Count;")]
    [DataRow("int F() { var made = new System.Collections.Generic.List<High>(); return made.Count; }")]
    [DataRow("[High] int _field;")]
    [DataRow("const int Limit = High.Limit;")]
    [DataRow("string F() => nameof(High);")]
    [DataRow("int F() => 3.Twice();")]
    [DataRow("int F<T>() where T : IHigh => T.N;")]
    [DataRow("bool F(object o) => o is High;")]
    [DataRow("High? _field;")]
    [DataRow("High[] F() => [];")]
    [DataRow("class Inner : High;")]
    [DataRow("void F() { void G() { System.Action a = () => High.Make(); } }")]
    [DataRow("Above.High F() => new();")]
    public void Whatever_way_the_lower_names_the_upper_it_is_a_circle(string uses)
    {
        var knowledge = Of(Below(uses), Above);
        Assert.AreEqual("", string.Join('\n', knowledge.Unbound));
        Assert.AreSequenceEqual(new[] { "src/Engine/Above <> src/Engine/Below" }, Circles.Of(knowledge.Uses));
    }

    [TestMethod]
    [DataRow("/// <summary>As <see cref=\"High\"/>.</summary>\nint F() => 1;")]
    [DataRow("string F() => \"High.Count\"; // as High.Make() does")]
    public void A_comment_a_text_and_a_using_alone_name_nothing(string uses) =>
        Assert.IsEmpty(Circles.Of(Of(Below(uses), Above).Uses));

    [TestMethod]
    public void What_is_inferred_is_named()
    {
        var uses = Of(
            ("a/A.cs", "class A { void F() { var c = B.Make(); } }"),
            ("b/B.cs", "class B { public static C Make() => new(); }"),
            ("c/C.cs", "class C;")).Uses;
        Assert.Contains(u => u is { From: "a", To: "c", Where: "a/A.cs:1", What: "var" }, uses);
    }

    [TestMethod]
    public void A_circle_of_three_one_through_inner_folders_and_one_with_a_folder_s_own_are_seen()
    {
        static Use Arrow(string from, string to) => new(from, to, "", "");
        static string One(params Use[] uses) => Circles.Of(uses).Single();
        Assert.AreEqual("a <> b <> c", One(Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "a"), Arrow("c", "d")));
        Assert.AreEqual("s/a <> s/b", One(Arrow("s/a/x", "s/b/y"), Arrow("s/b/z", "s/a/w")));
        Assert.AreEqual("a <> a/x", One(Arrow("a", "a/x"), Arrow("a/x", "a")));
        Assert.IsEmpty(Circles.Of([Arrow("a", "b"), Arrow("b", "c"), Arrow("a", "c"), Arrow("a", "a")]));
    }

    [TestMethod]
    public void What_the_picture_has_no_arrow_for_is_seen()
    {
        var picture = Picture.Read("""
            | room | what | may know |
            |---|---|---|
            | `src/Engine/Below` | low | nothing |
            | `src/Engine/Above` | high | Below |
            | `src/Engine/Above/Inner` | | Above |
            | `src/Host` | all | all of src |
            """);
        bool Allows(string from, string to) => picture.Allows(new($"src/{from}", $"src/{to}", "", ""));
        Assert.IsTrue(Allows("Engine/Above", "Engine/Below"));
        Assert.IsTrue(Allows("Engine/Above/Elsewhere", "Engine/Below"), "in no row of its own, it is its holder's");
        Assert.IsTrue(Allows("Host", "Engine/Above/Inner"));
        Assert.IsFalse(Allows("Engine/Below", "Engine/Above"));
        Assert.IsFalse(Allows("Engine/Above", "Engine/Above/Inner"));
        Assert.IsFalse(Allows("Engine/Above/Inner", "Engine/Below"), "no arrow leads on");
        Assert.IsFalse(Allows("Engine/Above", "Host"));
    }
}
