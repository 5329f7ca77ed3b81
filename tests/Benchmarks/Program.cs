using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(ToolRegistry.Benchmarks.VersionLists).Assembly).Run(args);
