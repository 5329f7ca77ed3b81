namespace ToolRegistry.Domain;

/// <summary>Why a record was changed: internal text that stays in its history.</summary>
internal static class Reasons
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The reason, when one is given.</summary>
    /// <exception cref="DomainException"><c>reason.required</c></exception>
    public static string Checked(string reason) =>
        Texts.IsParagraphs(reason, MaxLength)
            ? reason
            : throw DomainException.Invalid("reason.required", $"Say in 1 to {MaxLength} characters why.", "reason");
}
