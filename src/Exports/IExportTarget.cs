namespace ToolRegistry.Exports;

/// <summary>
/// A format that some software enforces. Pure: the same export gives the same bytes, wherever and whenever it is written,
/// and nothing in them tells the instant at which it was asked for.
/// </summary>
public interface IExportTarget
{
    /// <summary>What it is, and what it can say.</summary>
    TargetInfo Info { get; }

    /// <summary>How faithfully a rule comes out. What <see cref="Write"/> writes of the rule and this come from one place.</summary>
    Finding Judge(Export export, ExportRule rule);

    /// <summary>How many of the rules that its consumer counts (<see cref="TargetInfo.MaxRules"/>) one of the channel's makes, at most.</summary>
    int CountOf(ExportRule rule) => 1;

    /// <summary>Writes the file, rule by rule.</summary>
    void Write(Export export, Stream output);
}
