namespace ToolRegistry.Domain.Policy;

/// <summary>What the organization has settled for all checks.</summary>
/// <param name="Stance">What to do about software of which no decision says anything.</param>
/// <param name="OwnPublishers">Publishers that are the organization itself.</param>
public sealed record PolicySettings(CheckAction Stance, IReadOnlyCollection<string> OwnPublishers)
{
    /// <summary>Warn about the unknown; no own publishers.</summary>
    public static readonly PolicySettings Default = new(CheckAction.Warn, []);

    /// <summary>Whether a publisher is the organization itself.</summary>
    public bool IsOwn(string publisher) => OwnPublishers.Contains(publisher, StringComparer.OrdinalIgnoreCase);
}
