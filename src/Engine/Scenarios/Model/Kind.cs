namespace Emulator.Engine.Scenarios.Model;

/// <summary>What a word takes or gives.</summary>
internal enum Kind
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A number; a question's answer is 0 or 1.</summary>
    Number,

    /// <summary>A page-table entry.</summary>
    Pte,

    /// <summary>A value of a parameter.</summary>
    Value,

    /// <summary>A page.</summary>
    Page,

    /// <summary>Pages, from one to another.</summary>
    Pages,

    /// <summary>A frame, or the frame that a page has.</summary>
    Frame,
}
