namespace ToolRegistry.Domain;

/// <summary>How faithfully another notation, or a target of an export, says what was decided.</summary>
public enum Fidelity
{
    /// <summary>It says what was decided, no more and no less.</summary>
    Exact,

    /// <summary>It holds more versions, or restricts more, than was decided.</summary>
    Broader,

    /// <summary>It holds fewer versions, or restricts less, than was decided; never in silence.</summary>
    Narrower,

    /// <summary>It can't be said.</summary>
    NotExpressible,
}
