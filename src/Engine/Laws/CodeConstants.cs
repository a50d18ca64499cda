using System.Buffers.Binary;
using System.Reflection;

namespace Emulator.Engine.Laws;

/// <summary>The numbers that stand in a plugin's code: a formula that treats one word in 2^64 otherwise has that word
/// there.</summary>
internal static class CodeConstants
{
    private const int Most = 96;
    private const byte LoadInt32 = 0x20, LoadInt64 = 0x21;   // ECMA-335, III.3.40
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
        | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Words made of the constants in the code of some types and of their interfaces: each alone, turned over,
    /// and put into an entry under each other as a mask.</summary>
    public static ulong[] Words(ulong entry, params Type[] types)
    {
        var constants = types.SelectMany(WithItsFamilies).SelectMany(Of).Distinct().Take(Most).ToList();
        return [.. constants.SelectMany(c => new[] { c, ~c, entry ^ c, entry | c }).Concat(Masked(constants, entry)).Distinct()];
    }

    // A family's text stands in its interface.
    private static IEnumerable<Type> WithItsFamilies(Type type) => [type, .. type.GetInterfaces()];

    // (word & mask) == pattern: the pattern has no bit outside the mask.
    private static IEnumerable<ulong> Masked(List<ulong> constants, ulong entry) =>
        from mask in constants
        from pattern in constants
        where pattern != mask && (pattern & ~mask) == 0 && pattern > 0xffff
        select entry & ~mask | pattern;

    private static IEnumerable<ulong> Of(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        .Select(m => m.GetMethodBody()?.GetILAsByteArray()).OfType<byte[]>().SelectMany(Of);

    // Wherever the opcode's byte stands, an operand's too: a word too many is only a sample more.
    private static IEnumerable<ulong> Of(byte[] code)
    {
        for (var at = 0; at < code.Length; at++)
            if (code[at] == LoadInt64 && at + 9 <= code.Length)
                yield return BinaryPrimitives.ReadUInt64LittleEndian(code.AsSpan(at + 1));
            else if (code[at] == LoadInt32 && at + 5 <= code.Length)
                yield return (ulong)BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at + 1));
    }
}
