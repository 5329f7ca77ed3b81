using System.Globalization;
using ToolRegistry.Cli;

// Numbers and instants read the same everywhere, and so do the messages of libraries.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
return await CommandLine.RunAsync(args);
