using System.Security.Cryptography;
using System.Text;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Events;
using ToolRegistry.Domain.Webhooks;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>A secret by which what is sent is signed.</summary>
/// <param name="Sealed">The secret's bytes, encrypted by <see cref="MasterKey"/>, as base64.</param>
/// <param name="From">Since when it signs.</param>
/// <param name="Until">Until when it still signs beside the one that took its place; null: it is the latest.</param>
public sealed record WebhookSecret(string Sealed, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Who is told of events, and how. Address and secrets are encrypted by a key outside the database.</summary>
public sealed class Webhook
{
    // Standard Webhooks asks for 24 to 64 bytes.
    private const int SecretSize = 32;
    private const string SecretPrefix = "whsec_";

    private Webhook(string name, WebhookTerms terms, string address, DateTimeOffset at) => (Name, Terms, Address, CreatedAt, ChangedAt) = (name, terms, address, at, at);

#pragma warning disable CS8618 // For materialisation.
    private Webhook()
    {
    }
#pragma warning restore CS8618

    /// <summary>Its name, as slugs are.</summary>
    public string Name { get; private set; }

    /// <summary>What is told.</summary>
    public WebhookTerms Terms { get; private set; }

    /// <summary>The address, encrypted, as base64.</summary>
    public string Address { get; private set; }

    /// <summary>The secrets, the latest first.</summary>
    public IReadOnlyList<WebhookSecret> Secrets { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Makes a webhook.</summary>
    /// <returns>The webhook, and its secret as it is shown this once.</returns>
    /// <exception cref="DomainException"><c>webhook.invalid</c>, <c>signing.no-key</c></exception>
    public static (Webhook Webhook, string Secret) Create(string name, WebhookTerms terms, WebhookAddress address, MasterKey master, DateTimeOffset at)
    {
        if (!Domain.Identity.Slugs.IsValid(name))
            throw DomainException.Invalid("webhook.invalid", "A webhook's name is 1 to 80 lower-case letters, digits, hyphens, dots and underscores.", "name");
        var webhook = new Webhook(name, terms, SealAddress(name, address, master), at);
        return (webhook, webhook.Rotate(master, overlap: TimeSpan.Zero, at));
    }

    /// <summary>Changes what is told, and where to if an address is given.</summary>
    /// <exception cref="DomainException"><c>signing.no-key</c></exception>
    public void Change(WebhookTerms terms, WebhookAddress? address, MasterKey master, DateTimeOffset at)
    {
        (Terms, ChangedAt) = (terms, at);
        if (address is not null)
            Address = SealAddress(Name, address, master);
    }

    /// <summary>Makes a new secret; the one before it signs too for a while, so that the receiver can change over.</summary>
    /// <returns>The secret as it is shown this once.</returns>
    /// <exception cref="DomainException"><c>signing.no-key</c></exception>
    public string Rotate(MasterKey master, TimeSpan overlap, DateTimeOffset at)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretSize);
        var former = Secrets.Where(s => s.Until is null || s.Until > at).Select(s => s with { Until = s.Until ?? at + overlap });
        Secrets = [new WebhookSecret(Seal(secret, SecretName, master), at, Until: null), .. former.Where(s => s.Until > at)];
        ChangedAt = at;
        return SecretPrefix + Convert.ToBase64String(secret);
    }

    /// <summary>The address as a whole.</summary>
    /// <exception cref="DomainException"><c>signing.wrong-master-key</c></exception>
    public WebhookAddress OpenAddress(MasterKey master) => WebhookAddress.Parse(Encoding.UTF8.GetString(Open(Address, AddressName(Name), master)), allowHttp: true);

    /// <summary>What signs at an instant, the latest first.</summary>
    /// <exception cref="DomainException"><c>signing.wrong-master-key</c></exception>
    public IReadOnlyList<byte[]> OpenSecrets(MasterKey master, DateTimeOffset at) => [.. Secrets.Where(s => s.Until is null || s.Until > at).Select(s => Open(s.Sealed, SecretName, master))];

    /// <summary>Whether it is told of an event.</summary>
    public bool Takes(RegisterEvent told) =>
        told.Type == EventType.WebhookTest ? told.Subject == SubjectOf(Name) : Terms.IsEnabled && Terms.Events.Contains(told.Type);

    /// <summary>What the register calls a webhook of that name.</summary>
    public static string SubjectOf(string name) => $"webhook:{name}";

    private static string AddressName(string name) => $"webhook-address:{name}";

    private string SecretName => $"webhook-secret:{Name}";

    private static string SealAddress(string name, WebhookAddress address, MasterKey master) => Seal(Encoding.UTF8.GetBytes(address.Value), AddressName(name), master);

    private static string Seal(byte[] text, string name, MasterKey master) => master.Exists
        ? Convert.ToBase64String(master.Seal(text, name))
        : throw NoKey();

    private static DomainException NoKey() =>
        new(Refusal.Unavailable, "signing.no-key", "The service has no key to keep secrets with: an operator must set Signing:MasterKeyFile, the same for every replica.");

    private static byte[] Open(string @sealed, string name, MasterKey master)
    {
        if (!master.Exists)
            throw NoKey();
        try
        {
            return master.Open(Convert.FromBase64String(@sealed), name);
        }
        catch (CryptographicException)
        {
            throw new DomainException(Refusal.Unavailable, "signing.wrong-master-key", "The master key of this replica is not the one by which the webhook's secrets were encrypted: an operator must bring that one back.");
        }
    }
}
