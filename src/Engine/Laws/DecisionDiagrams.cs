using System.Runtime.CompilerServices;

namespace Emulator.Engine.Laws;

/// <summary>Reduced ordered binary decision diagrams: every function of the variables is one number, 0 false and 1
/// true.</summary>
/// <remarks>Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986.</remarks>
internal sealed class DecisionDiagrams
{
    public const int False = 0, True = 1;
    private const int NoVariable = int.MaxValue;
    private const int ChosenBits = 14, FirstRoom = 1 << 12;
    private readonly (int F, int G, int H, int Chosen)[] _chosen = new (int, int, int, int)[1 << ChosenBits];
    private (int Variable, int Low, int High)[] _nodes = [];
    private int[] _places = [];

    public DecisionDiagrams() => Clear();

    /// <summary>Forgets every function but false and true.</summary>
    public void Clear()
    {
        Array.Clear(_chosen);
        Array.Clear(_places);
        if (_nodes.Length != FirstRoom)
            (_nodes, _places) = (new (int, int, int)[FirstRoom], new int[2 * FirstRoom]);
        (_nodes[False], _nodes[True], Count) = ((NoVariable, 0, 0), (NoVariable, 1, 1), 2);
    }

    /// <summary>The function that is a variable; variables with lower numbers are asked first.</summary>
    public int Variable(int number) => Node(number, False, True);

    public int Not(int f) => Choose(f, False, True);

    public int And(int f, int g) => Choose(f, g, False);

    public int Or(int f, int g) => Choose(f, True, g);

    public int Xor(int f, int g) => Choose(f, Not(g), g);

    /// <summary>The smallest assignment that makes a function true, lower variables weighing more; those not named are
    /// 0.</summary>
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

    /// <summary>The variables that a function depends on.</summary>
    public HashSet<int> Support(int f)
    {
        var (variables, seen, ahead) = (new HashSet<int>(), new HashSet<int>(), new Stack<int>([f]));
        while (ahead.TryPop(out var at))
        {
            if (at is False or True || !seen.Add(at))
                continue;
            var (variable, low, high) = _nodes[at];
            variables.Add(variable);
            ahead.Push(low);
            ahead.Push(high);
        }
        return variables;
    }

    /// <summary>How many functions there are.</summary>
    public int Count { get; private set; }

    /// <summary>The values of all functions under 64 assignments at once.</summary>
    /// <param name="variables">Bit k: the variable's value under assignment k.</param>
    /// <param name="values">Becomes the functions' values, by their numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<ulong> variables, Span<ulong> values)
    {
        (values[False], values[True]) = (0, ulong.MaxValue);
        for (var f = 2; f < Count; f++)   // a function comes after those that it is made of
        {
            var (variable, low, high) = _nodes[f];
            values[f] = (variables[variable] & values[high]) | (~variables[variable] & values[low]);
        }
    }

    // If f then g else h. What was chosen before is remembered until something else takes its place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Choose(int f, int g, int h)
    {
        if (f == True || g == h)
            return g;
        if (f == False)
            return h;
        if (g == True && h == False)
            return f;
        var place = Hash(f, g, h) >> (32 - ChosenBits);
        var known = _chosen[place];
        if (known.F == f && known.G == g && known.H == h)
            return known.Chosen;
        var (ofF, ofG, ofH) = (_nodes[f], _nodes[g], _nodes[h]);
        var top = Math.Min(ofF.Variable, Math.Min(ofG.Variable, ofH.Variable));
        var low = Choose(ofF.Variable == top ? ofF.Low : f, ofG.Variable == top ? ofG.Low : g,
            ofH.Variable == top ? ofH.Low : h);
        var high = Choose(ofF.Variable == top ? ofF.High : f, ofG.Variable == top ? ofG.High : g,
            ofH.Variable == top ? ofH.High : h);
        var chosen = Node(top, low, high);
        _chosen[place] = (f, g, h, chosen);
        return chosen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Node(int variable, int low, int high)
    {
        if (low == high)
            return low;
        if (Count == _nodes.Length)
            Grow();
        ref var known = ref Place(variable, low, high);
        if (known == 0)
            _nodes[known = Count++] = (variable, low, high);
        return known;
    }

    // Where a node's number stands, or belongs; there are always twice as many places as nodes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref int Place(int variable, int low, int high)
    {
        for (var at = Hash(variable, low, high); ; at++)
        {
            ref var place = ref _places[at & (uint)(_places.Length - 1)];
            if (place == 0 || _nodes[place] == (variable, low, high))
                return ref place;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _nodes, _nodes.Length * 2);
        _places = new int[_nodes.Length * 2];
        for (var node = 2; node < Count; node++)
            Place(_nodes[node].Variable, _nodes[node].Low, _nodes[node].High) = node;
    }

    private static uint Hash(int a, int b, int c) =>
        (uint)((ulong)(a * 0x9E3779B1L + b * 0x85EBCA77L + c * 0xC2B2AE3DL) * 0x9E3779B97F4A7C15 >> 32);
}
