namespace ToolRegistry.Domain.Decisions;

/// <summary>What a decision says of a tool during one phase.</summary>
public enum Disposition
{
    /// <summary>May be used.</summary>
    Approved,

    /// <summary>May be used under the decision's constraints.</summary>
    Constrained,

    /// <summary>Use is discouraged and warned about.</summary>
    HighRisk,

    /// <summary>May not be used.</summary>
    Banned,

    /// <summary>The decision no longer says anything.</summary>
    Lapsed,
}

/// <summary>The order of dispositions.</summary>
public static class Dispositions
{
    /// <summary>Banned 4 &gt; HighRisk 3 &gt; Constrained 2 &gt; Approved 1 &gt; nothing said (Lapsed or null) 0.</summary>
    public static int Strictness(this Disposition? disposition) => disposition switch
    {
        Disposition.Banned => 4,
        Disposition.HighRisk => 3,
        Disposition.Constrained => 2,
        Disposition.Approved => 1,
        Disposition.Lapsed or null => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(disposition)),
    };

    /// <summary>HighRisk and Banned restrict.</summary>
    public static bool Restricts(this Disposition disposition) => disposition is Disposition.HighRisk or Disposition.Banned;
}
