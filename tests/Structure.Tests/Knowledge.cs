using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emulator.Structure.Tests;

/// <summary>Which folder knows of which: what the compiler binds every expression and name in the code to.</summary>
/// <remarks>So it sees bodies, generic arguments, attributes and inferred types, and what is gone from an assembly:
/// constants and <c>nameof</c>. A <c>using</c> by itself and a comment name nothing.</remarks>
internal sealed class Knowledge
{
    // What ImplicitUsings says.
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO;
        global using System.Linq; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation _compilation;

    /// <param name="files">Whole assemblies' worth of sources; who names what is asked of these alone.</param>
    /// <param name="references">What they are compiled against.</param>
    public Knowledge(IEnumerable<(string Path, string Text)> files, IEnumerable<string> references)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        _compilation = CSharpCompilation.Create("all",
            files.Append(("ImplicitUsings.cs", Usings)).Select(f => CSharpSyntaxTree.ParseText(f.Item2, options, f.Item1)),
            references.Select(r => MetadataReference.CreateFromFile(r)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var found = _compilation.SyntaxTrees.AsParallel().AsOrdered().Select(Look).ToList();
        Uses = [.. found.SelectMany(f => f.Uses).DistinctBy(u => (u.From, u.To))];
        Unbound = [.. found.SelectMany(f => f.Unbound)];
    }

    /// <summary>The first use of each pair of folders.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>Names that mean nothing here: of these it isn't known what they use.</summary>
    public IReadOnlyList<string> Unbound { get; }

    /// <summary>Of the repository's own code, compiled against what the program was built of.</summary>
    public static Knowledge OfFolders(params string[] folders) => new(
        Repository.Sources(folders).Select(path => (path, Repository.Text(path)))
            .Append(("Usings.cs", string.Concat(folders.Select(UsingsOf)))), [.. Runtime, .. OfProgram]);

    /// <summary>The assemblies of the base library.</summary>
    public static IEnumerable<string> Runtime =>
        Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "", "*.dll")
            .Where(f => Path.GetFileName(f) is var name && (name.StartsWith("System.") || name is "netstandard.dll")
                && !name.Contains(".Native."));

    // What the projects' files say: Using items.
    private static string UsingsOf(string folder) => string.Concat(
        from project in Directory.GetFiles(Repository.Full(folder), "*.csproj", SearchOption.AllDirectories)
        from item in XDocument.Load(project).Descendants("Using")
        select $"global using {item.Attribute("Include")?.Value};\n");

    private static IEnumerable<string> OfProgram => Directory.GetFiles(Repository.Assemblies, "*.dll")
        .Where(f => !Path.GetFileName(f).StartsWith("Emulator.", StringComparison.OrdinalIgnoreCase))
        .Append(typeof(TestClassAttribute).Assembly.Location).Append(typeof(Assert).Assembly.Location).Distinct();

    private (List<Use> Uses, List<string> Unbound) Look(SyntaxTree tree)
    {
        var (uses, unbound) = (new Dictionary<string, Use>(), new List<string>());
        var model = _compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes(n => n is not UsingDirectiveSyntax).Where(Names))
            Note(node);
        return ([.. uses.Values], unbound);

        void Note(SyntaxNode node)
        {
            var info = model.GetSymbolInfo(node);
            var symbols = info.Symbol is { } one ? [one] : info.CandidateSymbols.AsEnumerable();
            if (!symbols.Any() && IsWord(node) && model.GetTypeInfo(node).Type is null or IErrorTypeSymbol)
                unbound.Add($"{Place(node)}: {node}");
            foreach (var folder in symbols.SelectMany(Declared).SelectMany(FoldersOf))
                uses.TryAdd(folder, new(Repository.FolderOf(tree.FilePath), folder, Place(node), node.ToString()));
        }
    }

    // Whatever is left out here has a name inside it.
    private static bool Names(SyntaxNode node) => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax
        or ElementAccessExpressionSyntax or BinaryExpressionSyntax
        or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax;

    // Of the code, not of the language.
    private static bool IsWord(SyntaxNode node) =>
        node is SimpleNameSyntax { Identifier.Text: not ("nameof" or "unmanaged" or "notnull" or "_") };

    private static string Place(SyntaxNode node)
    {
        var at = node.GetLocation().GetLineSpan();
        return $"{at.Path}:{at.StartLinePosition.Line + 1}";
    }

    // The symbol, and the types that it was made with.
    private static IEnumerable<ISymbol> Declared(ISymbol symbol) => symbol switch
    {
        IArrayTypeSymbol array => Declared(array.ElementType),
        IPointerTypeSymbol pointer => Declared(pointer.PointedAtType),
        INamedTypeSymbol type => type.TypeArguments.SelectMany(Declared).Prepend(type.OriginalDefinition),
        IMethodSymbol { ReducedFrom: { } of } call => Declared(of).Concat(call.TypeArguments.SelectMany(Declared)),
        IMethodSymbol method => method.TypeArguments.SelectMany(Declared).Prepend(method.OriginalDefinition),
        _ => [symbol.OriginalDefinition],
    };

    // What nobody wrote, a constructor say, stands where its type does.
    private static IEnumerable<string> FoldersOf(ISymbol symbol) => symbol is INamespaceSymbol ? []
        : symbol.DeclaringSyntaxReferences is [var first, ..] ? [Repository.FolderOf(first.SyntaxTree.FilePath)]
        : symbol.ContainingType is { } type ? FoldersOf(type.OriginalDefinition) : [];
}
