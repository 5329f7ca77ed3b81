namespace ToolRegistry.Domain.Policy;

/// <summary>Why a decision on a tool has a say in an answer, or has none.</summary>
public enum Say
{
    /// <summary>It decides, with others that say the same.</summary>
    Decides,

    /// <summary>It says something, and a stricter one decides.</summary>
    Outweighed,

    /// <summary>It permits, and that is only for those of whom enough is known.</summary>
    InDoubt,

    /// <summary>It says nothing at that instant.</summary>
    Silent,

    /// <summary>It does not hold the version.</summary>
    OtherVersions,

    /// <summary>It does not hold for whoever asks, or not there.</summary>
    OutOfScope,
}

/// <summary>A decision, and what say it has in an answer.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Say">What say it has.</param>
public sealed record Explained(DecisionFact Decision, Say Say);
