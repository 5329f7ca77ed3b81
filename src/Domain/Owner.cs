namespace ToolRegistry.Domain;

/// <summary>
/// A person as four eyes counts people: the owner of a token, or the subject of a sign-in. One person may hold many
/// tokens and is still one owner, so the form is canonical: lower case, 1–200 visible ASCII characters without spaces.
/// </summary>
public sealed record Owner
{
    /// <summary>The longest owner, in characters.</summary>
    public const int MaxLength = 200;

    private Owner(string value) => Value = value;

    /// <summary>The canonical form.</summary>
    public string Value { get; }

    /// <summary>Reads an owner.</summary>
    /// <param name="text">A user name or an e-mail address.</param>
    /// <exception cref="DomainException"><c>owner.invalid</c></exception>
    public static Owner Parse(string text) =>
        TryParse(text, out var owner)
            ? owner
            : throw DomainException.Invalid("owner.invalid", "An owner is 1 to 200 visible ASCII characters without spaces, such as a user name or an e-mail address.", "owner");

    /// <summary>Reads an owner, or says that the text is none.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Owner? owner)
    {
        // ASCII only: two people must never differ by a look-alike letter, nor one person count twice by case.
        owner = text is { Length: >= 1 and <= MaxLength } && text.All(c => c is > ' ' and < '\x7f')
            ? new Owner(text.ToLowerInvariant())
            : null;
        return owner is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
