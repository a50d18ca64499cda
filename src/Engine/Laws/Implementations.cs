using System.Reflection;

namespace Emulator.Engine.Laws;

/// <summary>Which members of a contract a type implements, and which are left to their defaults.</summary>
internal sealed class Implementations
{
    private readonly List<MethodInfo> _defaults;

    private Implementations(Type type, Type contract)
    {
        var map = type.GetInterfaceMap(contract);
        _defaults = [.. map.TargetMethods.Where(m => m?.DeclaringType == contract)];
        Stray = type.GetMembers(BindingFlags.Static | BindingFlags.Public)
            .Where(m => !map.TargetMethods.Contains(m) && (m is MethodInfo { IsSpecialName: false } or FieldInfo
                || (m is PropertyInfo property && !map.TargetMethods.Contains(property.GetMethod))))
            .Where(m => _defaults.Exists(d => NameOf(d) == m.Name))
            .Select(m => Said(type, m, _defaults.First(d => NameOf(d) == m.Name))).FirstOrDefault();
    }

    /// <summary>What is named like a member that is left to its default, and isn't that member, said; null: nothing
    /// is.</summary>
    public string? Stray { get; }

    public static Implementations Of(Type type, Type contract) => new(type, contract);

    /// <summary>Whether a member is left to its default.</summary>
    public bool IsDefault(string member) => _defaults.Exists(d => NameOf(d) == member);

    /// <summary>Whether one of several of a name is left to its default.</summary>
    public bool IsDefault(string member, int parameters) =>
        _defaults.Exists(d => NameOf(d) == member && d.GetParameters().Length == parameters);

    private static string Said(Type type, MemberInfo stray, MethodInfo meant) => $"{type.Name}.{stray.Name} isn't the "
        + $"contract's {NameOf(meant)}: its default answers; expected public static {Signature(meant)}";

    private static string NameOf(MethodInfo method) =>
        method.IsSpecialName ? method.Name["get_".Length..] : method.Name;

    private static string Signature(MethodInfo method) => method.IsSpecialName
        ? $"{Word(method.ReturnType)} {NameOf(method)}"
        : $"{Word(method.ReturnType)} {method.Name}{(method.IsGenericMethod ? "<W>" : "")}("
            + $"{string.Join(", ", method.GetParameters().Select(p => $"{Word(p.ParameterType)} {p.Name}"))})"
            + (method.IsGenericMethod ? " where W : struct, IWord<W>" : "");

    // As C# writes it.
    private static string Word(Type type) => type == typeof(ulong) ? "ulong" : type == typeof(int) ? "int"
        : type == typeof(bool) ? "bool" : type.IsGenericType ? $"{type.Name.Split('`')[0]}<W>" : type.Name;
}
