namespace ToolRegistry.Domain.Tools;

/// <summary>Whether the publisher still supports a tool (CIS Control 2.2).</summary>
public enum SupportStatus
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Supported.</summary>
    Supported,

    /// <summary>No longer supported.</summary>
    Unsupported,
}

/// <summary>What is on record of a tool beside what it is recognised by (CIS Controls 2.1 and 2.2).</summary>
public sealed record ToolDetails
{
    /// <summary>Its name; one line of 1 to 300 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes it; one line of 1 to 200 characters.</summary>
    public required string Publisher { get; init; }

    /// <summary>What sort of tool it is, such as <c>ai-coding-agent</c>; one line of 1 to 100 characters, or null.</summary>
    public string? Category { get; init; }

    /// <summary>What it is used for; at most 2,000 characters, or null.</summary>
    public string? BusinessPurpose { get; init; }

    /// <summary>Who answers for it, or null.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Whether it is supported.</summary>
    public SupportStatus SupportStatus { get; init; }

    /// <summary>When support ends, or null.</summary>
    public DateOnly? EndOfSupport { get; init; }

    /// <summary>When its record was last checked, or null.</summary>
    public DateOnly? LastVerifiedAt { get; init; }

    /// <summary>Checks the texts.</summary>
    /// <exception cref="DomainException"><c>tool.invalid</c></exception>
    public ToolDetails Checked()
    {
        Require(Texts.IsLine(Name, 300), "name", "A name is one line of 1 to 300 characters.");
        Require(Texts.IsLine(Publisher, 200), "publisher", "A publisher is one line of 1 to 200 characters.");
        Require(Category is null || Texts.IsLine(Category, 100), "category", "A category is one line of 1 to 100 characters.");
        Require(BusinessPurpose is null || Texts.IsParagraphs(BusinessPurpose, 2_000), "businessPurpose", "A business purpose is at most 2,000 characters.");
        return this;
    }

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("tool.invalid", message, field);
    }
}
