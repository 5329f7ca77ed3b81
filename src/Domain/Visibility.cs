using System.Runtime.CompilerServices;

// Storage restores aggregates as they were written, past the checks that new input must pass.
[assembly: InternalsVisibleTo("ToolRegistry.Infrastructure")]
[assembly: InternalsVisibleTo("ToolRegistry.Domain.Tests")]
