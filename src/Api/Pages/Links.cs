namespace ToolRegistry.Api.Pages;

/// <summary>Addresses within the service, and which of those that people put on record may be followed.</summary>
internal static class Links
{
    public static string Tool(string slug) => $"/t/{Uri.EscapeDataString(slug)}";

    public static string Badge(string slug) => $"{Tool(slug)}/badge.svg";

    public static string Decision(string number) => $"/d/{Uri.EscapeDataString(number)}";

    /// <summary>Where to ask for a review of a subject, or for an exception to a decision.</summary>
    public static string Request(string subject, string? decision) =>
        $"/request?subject={Uri.EscapeDataString(subject)}{(decision is null ? "" : $"&decision={Uri.EscapeDataString(decision)}")}";

    /// <summary>An address on record that may become a link: of the web; null for any other, such as <c>javascript:</c>.</summary>
    public static string? Followable(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri.AbsoluteUri : null;

    /// <summary>Where to go on to after a form: within the service, whatever was asked for.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
