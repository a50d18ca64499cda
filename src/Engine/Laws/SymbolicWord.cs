namespace Emulator.Engine.Laws;

/// <summary>A word of which every bit is a function of free variables: a formula over it is a formula over all 2^64
/// words.</summary>
/// <remarks>It can't be compared, printed as a value or branched on: a formula that tries throws.</remarks>
internal readonly struct SymbolicWord : IWord<SymbolicWord>
{
    [ThreadStatic]
    private static DecisionDiagrams? t_diagrams;

    private readonly int[]? _bits;

    private SymbolicWord(Func<int, int> bit)
    {
        _bits = new int[64];
        for (var n = 0; n < 64; n++)
            _bits[n] = bit(n);
    }

    /// <summary>Starts a proof on this thread: words made from here on belong to it.</summary>
    public static DecisionDiagrams Begin()
    {
        t_diagrams ??= new();
        t_diagrams.Clear();
        return t_diagrams;
    }

    /// <summary>A free word. Words of a proof are interleaved, bit 63 first.</summary>
    /// <param name="word">0 for the first free word, 1 for the second.</param>
    public static SymbolicWord Free(int word) => new(n => Diagrams.Variable(VariableOf(word, n)));

    /// <summary>The value that an assignment gives to a free word.</summary>
    public static Pte Value(int word, HashSet<int> ones)
    {
        ulong value = 0;
        for (var n = 0; n < 64; n++)
            value |= ones.Contains(VariableOf(word, n)) ? 1UL << n : 0;
        return new(value);
    }

    /// <summary>The function that bit 0 is.</summary>
    public int Answer => this[0];

    public static SymbolicWord Of(ulong value) => new(n => (int)(value >> n & 1));

    public static SymbolicWord Spread(SymbolicWord answer) => new(_ => answer[0]);

    public static SymbolicWord IsZero(SymbolicWord word)
    {
        var any = DecisionDiagrams.False;
        for (var n = 63; n >= 0; n--)
            any = Diagrams.Or(any, word[n]);
        var none = Diagrams.Not(any);
        return new(n => n == 0 ? none : DecisionDiagrams.False);
    }

    public static SymbolicWord operator &(SymbolicWord a, SymbolicWord b) => new(n => Diagrams.And(a[n], b[n]));

    public static SymbolicWord operator |(SymbolicWord a, SymbolicWord b) => new(n => Diagrams.Or(a[n], b[n]));

    public static SymbolicWord operator ^(SymbolicWord a, SymbolicWord b) => new(n => Diagrams.Xor(a[n], b[n]));

    public static SymbolicWord operator ~(SymbolicWord a) => new(n => Diagrams.Not(a[n]));

    public static SymbolicWord operator <<(SymbolicWord a, int shift) =>
        new(n => n >= (shift & 63) ? a[n - (shift & 63)] : DecisionDiagrams.False);

    public static SymbolicWord operator >>(SymbolicWord a, int shift) =>
        new(n => n + (shift & 63) < 64 ? a[n + (shift & 63)] : DecisionDiagrams.False);

    public static SymbolicWord operator >>>(SymbolicWord a, int shift) => a >> shift;

    public override bool Equals(object? other) =>
        throw new InvalidOperationException("a formula compares words; it may only combine their bits");

    public override string ToString() =>
        throw new InvalidOperationException("a formula reads a word as text; it may only combine its bits");

    public override int GetHashCode() =>
        throw new InvalidOperationException("a formula hashes a word; it may only combine its bits");

    private static DecisionDiagrams Diagrams => t_diagrams
        ?? throw new InvalidOperationException("no proof has begun on this thread");

    /// <summary>The function that a bit is.</summary>
    public int this[int n] => _bits is null ? DecisionDiagrams.False : _bits[n];

    /// <summary>The bit that a variable is, of whichever word.</summary>
    public static int BitOf(int variable) => 63 - variable / 2;

    /// <summary>The variable that a free word's bit is.</summary>
    public static int VariableOf(int word, int bit) => (63 - bit) * 2 + word;
}
