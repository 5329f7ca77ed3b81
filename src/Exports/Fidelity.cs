namespace ToolRegistry.Exports;

/// <summary>How faithfully a target can say a decision. Targets follow with their issue; the word stands here from the start.</summary>
public enum Fidelity
{
    /// <summary>The target says what was decided, no more and no less.</summary>
    Exact,

    /// <summary>The target restricts more than was decided.</summary>
    Broader,

    /// <summary>The target restricts less than was decided; never in silence.</summary>
    Narrower,

    /// <summary>The target can't say it.</summary>
    NotExpressible,
}
