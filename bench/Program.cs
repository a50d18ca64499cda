using Emulator;
using Emulator.Bench;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;

var explores = args is ["explore", ..];
args = explores ? args[1..] : args;

// Every plugin is loaded as users have it, through its load context, before anything is measured.
var plugins = Path.Combine(AppContext.BaseDirectory,
    args is [var folder] ? folder : "../../../../src/Host/bin/Release/net10.0/plugins");
var settings = EffectiveSettings.Read(new Dictionary<string, string> { ["Plugins"] = plugins });
var architectures = PluginCatalog.Load(settings).Architectures;
Architecture Named(string name) => architectures.Single(a => a.Name == name).Architecture;

Console.WriteLine($"loaded at once: {string.Join(", ", architectures.Select(a => a.Name))}");
Row.Header();
if (explores)
{
    ExploreBench.Run(Named("x86"), Path.Combine(AppContext.BaseDirectory,
        "../../../../src/Host/bin/Release/net10.0/emulator.dll"));
    return;
}
Named("x86").Accept(new PassBench("x86", format: 0));
Named("arm64-dbm").Accept(new PassBench("arm64-dbm", format: 1));
Named("x86-32").Accept(new PassBench("x86-32", format: 2));
foreach (var architecture in architectures)
    architecture.Architecture.Accept(new CoreBench(architecture.Name));
Named("x86").Accept(new MemoryBench("x86"));
