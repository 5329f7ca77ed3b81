using ToolRegistry.Domain;

namespace ToolRegistry.Exports;

/// <summary>How faithfully a target says what was decided.</summary>
/// <param name="Fidelity">How faithfully.</param>
/// <param name="Reason">Why it is not exact; null when it is.</param>
/// <param name="Mend">What would make it exact, or null when nothing on record would.</param>
public sealed record Finding(Fidelity Fidelity, string? Reason, string? Mend)
{
    /// <summary>No more and no less than was decided.</summary>
    public static readonly Finding Exact = new(Fidelity.Exact, Reason: null, Mend: null);

    /// <summary>More is restricted than was decided.</summary>
    public static Finding Broader(string reason, string? mend = null) => new(Fidelity.Broader, reason, mend);

    /// <summary>Less is restricted than was decided.</summary>
    public static Finding Narrower(string reason, string? mend = null) => new(Fidelity.Narrower, reason, mend);

    /// <summary>Nothing of it can be said.</summary>
    public static Finding NotExpressible(string reason, string? mend = null) => new(Fidelity.NotExpressible, reason, mend);

    /// <summary>Both: the worse fidelity (a ban that lets something through is worse than one that hits too much), and all reasons.</summary>
    public Finding And(Finding other) =>
        other.Fidelity == Fidelity.Exact ? this
        : Fidelity == Fidelity.Exact ? other
        : new Finding((Fidelity)Math.Max((int)Fidelity, (int)other.Fidelity), Joined(Reason, other.Reason), Joined(Mend, other.Mend));

    private static string? Joined(string? one, string? other) =>
        one is null || one == other ? other : other is null ? one : $"{one} {other}";
}

/// <summary>What a target says of a rule, and how faithfully.</summary>
/// <typeparam name="T">What the target's file consists of.</typeparam>
/// <param name="Items">What is written; empty when it is not expressible.</param>
/// <param name="Finding">How faithfully.</param>
public sealed record Expression<T>(IReadOnlyList<T> Items, Finding Finding);
