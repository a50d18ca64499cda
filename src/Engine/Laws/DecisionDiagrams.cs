namespace Emulator.Engine.Laws;

/// <summary>Reduced ordered binary decision diagrams: every function of the variables is one number, 0 false and 1 true.</summary>
/// <remarks>Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986.</remarks>
internal sealed class DecisionDiagrams
{
    public const int False = 0, True = 1;
    private const int NoVariable = int.MaxValue;
    private readonly List<(int Variable, int Low, int High)> _nodes = [(NoVariable, 0, 0), (NoVariable, 1, 1)];
    private readonly Dictionary<(int, int, int), int> _unique = [], _chosen = [];

    /// <summary>The function that is a variable; variables with lower numbers are asked first.</summary>
    public int Variable(int number) => Node(number, False, True);

    public int Not(int f) => Choose(f, False, True);

    public int And(int f, int g) => Choose(f, g, False);

    public int Or(int f, int g) => Choose(f, True, g);

    public int Xor(int f, int g) => Choose(f, Not(g), g);

    /// <summary>The smallest assignment that makes a function true, lower variables weighing more; those not named are 0.</summary>
    /// <returns>The variables that are 1; null where the function is false.</returns>
    public HashSet<int>? Smallest(int f)
    {
        if (f == False)
            return null;
        var ones = new HashSet<int>();
        while (f != True)
        {
            var (variable, low, high) = _nodes[f];
            if (low == False)
                ones.Add(variable);
            f = low != False ? low : high;
        }
        return ones;
    }

    /// <summary>How many functions there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The values of all functions under 64 assignments at once.</summary>
    /// <param name="variables">Bit k: the variable's value under assignment k.</param>
    /// <param name="values">Becomes the functions' values, by their numbers.</param>
    public void Evaluate(ReadOnlySpan<ulong> variables, Span<ulong> values)
    {
        (values[False], values[True]) = (0, ulong.MaxValue);
        for (var f = 2; f < _nodes.Count; f++)   // a function comes after those that it is made of
        {
            var (variable, low, high) = _nodes[f];
            values[f] = (variables[variable] & values[high]) | (~variables[variable] & values[low]);
        }
    }

    // If f then g else h.
    private int Choose(int f, int g, int h)
    {
        if (f == True || g == h)
            return g;
        if (f == False)
            return h;
        if (g == True && h == False)
            return f;
        if (_chosen.TryGetValue((f, g, h), out var known))
            return known;
        var top = Math.Min(_nodes[f].Variable, Math.Min(_nodes[g].Variable, _nodes[h].Variable));
        var low = Choose(Under(f, top, false), Under(g, top, false), Under(h, top, false));
        var high = Choose(Under(f, top, true), Under(g, top, true), Under(h, top, true));
        return _chosen[(f, g, h)] = Node(top, low, high);
    }

    private int Under(int f, int variable, bool value) =>
        _nodes[f].Variable != variable ? f : value ? _nodes[f].High : _nodes[f].Low;

    private int Node(int variable, int low, int high)
    {
        if (low == high)
            return low;
        if (_unique.TryGetValue((variable, low, high), out var known))
            return known;
        _nodes.Add((variable, low, high));
        return _unique[(variable, low, high)] = _nodes.Count - 1;
    }
}
