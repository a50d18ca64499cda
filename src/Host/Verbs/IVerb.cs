using System.CommandLine;

namespace Emulator.Host.Verbs;

/// <summary>One verb of the command line.</summary>
internal interface IVerb
{
    Command Build();
}
