using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes steps of the words that speak of frames and not of entries.</summary>
internal sealed class FrameWords(World world, Code code, Func<Name, int> pageOf)
{
    public static bool Knows(string word) => word is "copy_page" or "free_page" or "discard_page" or "write_frame" or "alloc_page";

    /// <summary>Emits a word's steps.</summary>
    /// <param name="call">The word.</param>
    /// <param name="given">Its arguments.</param>
    /// <param name="expressions">For its arguments.</param>
    /// <param name="into">Where its answer goes; null: nowhere.</param>
    public void Compile(Call call, IReadOnlyList<Argument> given, ExpressionCompiler expressions, Field? into)
    {
        var word = call.Word.Text;
        if (word == "alloc_page" && !world.Contents.HasPool)
            throw ScenarioException.Of(world.Text.Scenario.File, world.Text.Scenario.Text, [new(call.At,
                "alloc_page finds no free frame, ever: nothing is freed, and every frame is named by the text; expected a 'frame' line with frames of its own")]);
        if (word == "alloc_page")
            Allocate(into);
        else
            Whole(word, [.. (word == "write_frame" ? given.Take(1) : given).Select(a => expressions.Frame(a.Value))],
                word == "write_frame" && given.Count > 1 ? pageOf(((Reference)given[1].Value).Name) : -1);
    }

    private void Whole(string word, IReadOnlyList<FrameArgument> frames, int page)
    {
        var said = $"{word}({string.Join(", ", frames.Select(f => f.Name).Concat(page < 0 ? [] : [world.Pages[page].Name]))})";
        code.Then(next => new($"{code.Thread} {said}", c =>
        {
            c.Tell?.Invoke($"{code.Thread} {said}: {Told(c, word, frames)}");
            if (word == "copy_page")
                world.Contents.Copy(c, frames[0].Of(c), frames[1].Of(c), frames[1].Page);
            else if (word == "write_frame")
                world.Contents.Write(c, frames[0].Of(c), page);
            else
                world.Contents.Free(c, frames[0].Of(c), wanted: word == "free_page");
            return new(Outcome.Done, next);
        }, next) { Uses = [.. frames.SelectMany(f => f.Uses)], NeverBlocks = true });
    }

    private string Told(Context c, string word, IReadOnlyList<FrameArgument> frames)
    {
        string Frame(int n) => $"frame {world.Text.Scenario.Frames[frames[n].Of(c)]}";
        return word switch
        {
            "copy_page" => $"{Frame(0)} now holds what {Frame(1)} holds",
            "write_frame" => $"stores to {Frame(0)} without an entry",
            _ => $"takes {Frame(0)} from every page that had it",
        };
    }

    // Whichever is free: a choice, explored every way.
    private void Allocate(Field? into)
    {
        var next = new Label();
        code.Emit(new Choose([.. Enumerable.Range(0, world.Text.Scenario.Frames.Count).Select(frame => new Op($"{code.Thread} alloc_page", c =>
        {
            if (!world.Contents.TryAllocate(c, frame))
                return Went.Blocked;
            if (into is not null)
                c[into] = FrameArgument.Number(frame);
            c.Tell?.Invoke($"{code.Thread} alloc_page() = frame {world.Text.Scenario.Frames[frame]}");
            return new(Outcome.Done, next);
        }, next) { Defines = into is null ? [] : [into] })], InAccess: false));
        code.Mark(next);
    }
}
