namespace Emulator.Plugins.S390;

/// <summary>z/Architecture entries of today.</summary>
public readonly struct S390Pte : IS390Pte<S390Pte>;
