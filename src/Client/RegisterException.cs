namespace ToolRegistry.Client;

/// <summary>A refusal by the service.</summary>
public sealed class RegisterException : Exception
{
    /// <summary>Creates it from the problem that the service sent.</summary>
    public RegisterException(Problem problem)
        : base(problem.Detail ?? problem.Title)
        => Problem = problem;

    /// <summary>What the service said.</summary>
    public Problem Problem { get; }
}
