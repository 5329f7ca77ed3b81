namespace ToolRegistry.Domain.Webhooks;

/// <summary>Where events are sent. A secret: whoever knows the address of many a receiver may write there.</summary>
public sealed class WebhookAddress
{
    private const string Mail = "mailto:";

    private WebhookAddress(string value, string receiver, bool isMail) => (Value, Receiver, IsMail) = (value, receiver, isMail);

    /// <summary>The address as a whole; never shown, stored only encrypted.</summary>
    public string Value { get; }

    /// <summary>What of it may be shown: the host, or the mail address.</summary>
    public string Receiver { get; }

    /// <summary>Whether it is a mail address.</summary>
    public bool IsMail { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text"><c>https://…</c>, or <c>mailto:somebody@example.org</c>.</param>
    /// <param name="allowHttp">Whether <c>http://…</c> is taken too: nobody but the operator knows whether the way there is safe.</param>
    /// <exception cref="DomainException"><c>webhook.invalid</c></exception>
    public static WebhookAddress Parse(string text, bool allowHttp)
    {
        if (text.StartsWith(Mail, StringComparison.Ordinal))
            return IsMailbox(text[Mail.Length..]) ? new WebhookAddress(text, text, isMail: true) : throw Invalid("A mail address is written mailto:somebody@example.org, one only and nothing after it.");
        if (!Texts.IsLine(text, WebhookTerms.MaxAddress) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic)
            throw Invalid("An address is https://… or mailto:….");
        if (uri.Scheme != Uri.UriSchemeHttps && !(allowHttp && uri.Scheme == Uri.UriSchemeHttp))
            throw Invalid("An address is https://… or mailto:…; http only where an operator sets Webhooks:AllowHttp.");
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            throw Invalid("An address holds neither a user before @ nor a part after #.");
        return new WebhookAddress(uri.AbsoluteUri, $"{uri.Scheme}://{uri.Authority}", isMail: false);
    }

    // RFC 5321 bounds; no quoting, no comments, no display names: what is left can't be taken for more than one mailbox.
    private static bool IsMailbox(string text) =>
        text.Length <= 254 && text.Split('@') is [{ Length: >= 1 and <= 64 } local, { Length: >= 1 } domain]
        && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))
        && Uri.CheckHostName(domain) == UriHostNameType.Dns && domain.All(char.IsAscii);

    private static DomainException Invalid(string message) => DomainException.Invalid("webhook.invalid", message, "address");
}
