namespace ToolRegistry.Cli;

/// <summary>What scripts can rely on.</summary>
internal static class ExitCode
{
    /// <summary>Allowed, or done.</summary>
    public const int Allowed = 0;

    /// <summary>Blocked; of a verification: broken.</summary>
    public const int Blocked = 1;

    /// <summary>The command was not understood, what it names can't be read, or the service refused it.</summary>
    public const int Usage = 2;

    /// <summary>A warning, with <c>--strict</c>.</summary>
    public const int Warned = 3;

    /// <summary>The service can't be reached, or failed.</summary>
    public const int Unreachable = 4;

    /// <summary>Ended from the keyboard, as shells count it.</summary>
    public const int Interrupted = 130;
}
