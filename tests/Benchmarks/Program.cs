using BenchmarkDotNet.Running;
using ToolRegistry.Benchmarks;
using ToolRegistry.Benchmarks.Load;

// The runs below start programs and measure them together; all else is BenchmarkDotNet's.
return args switch
{
    ["register", .. var rest] => await LoadCommands.RegisterAsync(rest),
    ["start", .. var rest] => await StartRun.RunAsync(rest),
    _ => Micro(args),
};

static int Micro(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(VersionLists).Assembly).Run(args);
    return 0;
}
