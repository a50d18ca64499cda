using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Emulator.Structure.Tests;

/// <summary>A function, from its first word to its last brace; what stands within it counts for it too.</summary>
/// <param name="Name">Its type's and its own: <c>Explorer.Run</c>.</param>
/// <param name="Where">File and line.</param>
/// <param name="Lines">How many it has, blank ones too; attributes and documentation are no part of it.</param>
internal sealed record Function(string Name, string Where, int Lines)
{
    /// <summary>Every function of a file: methods, operators, constructors, accessors, local ones, lambdas.</summary>
    public static IEnumerable<Function> In(string path, string text) =>
        from node in Nodes(path, text)
        let name = NameOf(node)
        where name is not null
        let span = SpanOf(node)
        select new Function($"{TypeOf(node)}{name}", $"{path}:{span.Start + 1}", span.End - span.Start + 1);

    /// <summary>Everything that a file's text is made of.</summary>
    public static IEnumerable<SyntaxNode> Nodes(string path, string text) =>
        CSharpSyntaxTree.ParseText(text, path: path, cancellationToken: default).GetRoot(default).DescendantNodes();

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax => "new",
        DestructorDeclarationSyntax => "~",
        OperatorDeclarationSyntax by => "operator " + by.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax to => "operator " + to.Type,
        PropertyDeclarationSyntax { ExpressionBody: not null } property => property.Identifier.Text,
        IndexerDeclarationSyntax { ExpressionBody: not null } => "this[]",
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        AnonymousFunctionExpressionSyntax => "lambda",
        _ => null,
    };

    private static string TypeOf(SyntaxNode node) =>
        string.Concat(node.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(t => t.Identifier.Text + "."));

    private static (int Start, int End) SpanOf(SyntaxNode node)
    {
        var first = node.ChildNodesAndTokens().First(c => !c.IsKind(SyntaxKind.AttributeList));
        var lines = node.SyntaxTree.GetLineSpan(TextSpan.FromBounds(first.SpanStart, node.Span.End));
        return (lines.StartLinePosition.Line, lines.EndLinePosition.Line);
    }
}
