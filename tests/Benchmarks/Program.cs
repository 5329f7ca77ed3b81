using BenchmarkDotNet.Running;
using ToolRegistry.Benchmarks;
using ToolRegistry.Benchmarks.Load;

// The runs below start programs and measure them together; all else is BenchmarkDotNet's.
return args switch
{
    ["register", .. var rest] => await LoadCommands.RegisterAsync(rest),
    ["start", .. var rest] => await StartRun.RunAsync(rest),
    ["load", .. var rest] => await LoadRun.RunAsync(rest),
    ["propagation", .. var rest] => await PropagationRun.RunAsync(rest),
    ["oracle", .. var rest] => await OracleRun.RunAsync(rest, hasOutage: false),
    ["outage", .. var rest] => await OracleRun.RunAsync(rest, hasOutage: true),
    ["pages", .. var rest] => await PagesRun.RunAsync(rest),
    ["exports", .. var rest] => ExportRun.Run(rest),
    ["serve-bare", .. var rest] => await Servers.BareAsync(rest),
    ["serve-ef", .. var rest] => await Servers.EntityFrameworkAsync(rest),
    _ => Micro(args),
};

static int Micro(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(VersionLists).Assembly).Run(args);
    return 0;
}
