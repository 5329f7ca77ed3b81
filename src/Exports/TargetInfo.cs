using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports;

/// <summary>What a target is, and what it can say.</summary>
/// <param name="Name">By what it is asked for: lower-case letters, digits and hyphens.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="MediaType">Of the file.</param>
/// <param name="FileName">Of the file.</param>
public sealed record TargetInfo(string Name, string Title, string MediaType, string FileName)
{
    /// <summary>The kinds of identifiers that it can use: names of kinds, and <c>pkg:type</c> for package URLs of a type.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <summary>What it can say about versions.</summary>
    public required string Versions { get; init; }

    /// <summary>Whether the file itself holds the dates, so that it stands beyond the next ban date.</summary>
    public bool KnowsDates { get; init; }

    /// <summary>Whether it can watch what is HighRisk without blocking it.</summary>
    public bool CanAudit { get; init; }

    /// <summary>Whether it can deny what is not permitted.</summary>
    public bool CanDenyUnknown { get; init; }

    /// <summary>The most bytes that its consumer takes; null: no bound is known.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>The most rules that its consumer takes; null: no bound is known.</summary>
    public int? MaxRules { get; init; }

    /// <summary>Whether an identifier is of a kind that it can use.</summary>
    public bool Uses(Identifier identifier) =>
        Identifiers.Contains(identifier.Kind.Name()) || identifier.PackageType is { } type && Identifiers.Contains($"pkg:{type}");
}
