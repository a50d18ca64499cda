using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>Where a word's steps are emitted, and for what.</summary>
/// <param name="World">The machine's fields.</param>
/// <param name="Code">Where the steps are emitted.</param>
/// <param name="PageOf">The number of a page.</param>
/// <param name="InAtomic">Whether they are parts of one step: a flush is answered at once, and stores are seen at
/// once.</param>
/// <param name="SeenOf">Where what a page's fault saw is kept; null outside that page's fault.</param>
internal sealed record WordSteps(World World, Code Code, Func<Name, int> PageOf, bool InAtomic,
    Func<int, Field?> SeenOf)
{
    /// <summary>Who sees stores when: inside one step, everyone at once.</summary>
    public MemoryOrder Order { get; } = InAtomic ? new(World) : World.Order;

    public int Thread => Code.Number;

    /// <summary>The flushes that changes queue.</summary>
    public FlushQueue Queue => new(World, Code, InAtomic);

    /// <summary>Emits the steps of a word that is said.</summary>
    /// <param name="call">The word and its arguments.</param>
    /// <param name="expressions">For its arguments.</param>
    /// <param name="into">Where its answer goes; null: nowhere.</param>
    public void Emit(Call call, ExpressionCompiler expressions, Field? into)
    {
        var word = StepWord.Of(call);
        if (word.Is(WordTraits.StoresPlainly) && Order.DefersPlain(Thread))
            Order.AwaitRoom(Code);
        else if (!word.OnlyReads)
            Order.Fence(Code);
        word.Emit(this, new(call, expressions, into));
        if (word.ChangesEntry)
            Queue.Changed(PageOfArgument(call.Arguments[0]));
    }

    /// <summary>The page that an argument names.</summary>
    public int PageOfArgument(Argument argument) => argument.Value is Reference { Name: var name }
        ? PageOf(name)
        : throw new InvalidOperationException("no page's name");

    /// <summary>A mask of the pages that an argument names, from one to another.</summary>
    public ulong PagesOf(Argument argument)
    {
        var first = PageOfArgument(argument);
        var last = argument.To is { } to ? PageOf(to) : first;
        ulong pages = 0;
        for (var page = first; page <= last; page++)
            pages |= 1UL << page;
        return pages;
    }
}
