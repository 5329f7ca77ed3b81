using System.Net;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>The configuration section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Webhooks";

    /// <summary>Networks inside which receivers may be, as <c>10.1.0.0/16</c>; others that are not public are refused.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Whether addresses may be <c>http://</c>.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long one request may take; 15 seconds unless set, at most one minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For how long a former secret still signs after a rotation; a day unless set.</summary>
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>For how long somebody who pulls an export may lack what holds before that is told; a day unless set.</summary>
    public TimeSpan BehindAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The networks, read.</summary>
    /// <exception cref="InvalidOperationException">One is no network.</exception>
    public IReadOnlyList<IPNetwork> Networks => [.. AllowedNetworks.Select(text => IPNetwork.TryParse(text, out var network)
        ? network
        : throw new InvalidOperationException($"Webhooks:AllowedNetworks holds networks such as 10.1.0.0/16, not {text}."))];
}

/// <summary>How mail is secured on its way to the server.</summary>
public enum MailSecurity
{
    /// <summary>TLS from within the connection; refused where the server can't.</summary>
    StartTls,

    /// <summary>TLS from the start.</summary>
    Tls,

    /// <summary>None; for a server on this machine.</summary>
    None,
}

/// <summary>The configuration section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail";

    /// <summary>The SMTP server; without it no mail is sent.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; 587 unless set.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the way there is secured; STARTTLS unless set.</summary>
    public MailSecurity Security { get; set; }

    /// <summary>Whom mail comes from, as <c>ToolRegistry &lt;tools@example.org&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>The user, where the server asks for one.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>Whether mail can be sent.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Host), nameof(From))]
    public bool IsConfigured => Host is not null && From is not null;
}
