namespace ToolRegistry.Cli;

/// <summary>What scripts can rely on.</summary>
internal static class ExitCode
{
    public const int Allowed = 0;
    public const int Blocked = 1;
    public const int Usage = 2;

    /// <summary>A warning, with <c>--strict</c>.</summary>
    public const int Warned = 3;

    public const int Unreachable = 4;
}
