using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Domain.Policy;

/// <summary>Who asks, and where. Read once, it may ask many questions.</summary>
public sealed record Asker
{
    private Asker()
    {
    }

    /// <summary>The asker's groups; null: unknown, which is not the same as none.</summary>
    public IReadOnlyCollection<string>? Groups { get; private init; }

    /// <summary>The environment; null: unknown.</summary>
    public string? Environment { get; private init; }

    /// <summary>The region; null: unknown.</summary>
    public string? Region { get; private init; }

    /// <summary>Makes an asker.</summary>
    /// <exception cref="DomainException"><c>scope.invalid</c></exception>
    public static Asker Create(IEnumerable<string>? groups, string? environment, string? region) => new()
    {
        Groups = groups?.Select(Scope.Group).ToHashSet(StringComparer.Ordinal),
        Environment = environment is null ? null : Scope.Environment(environment),
        Region = region is null ? null : Scope.Region(region),
    };
}
