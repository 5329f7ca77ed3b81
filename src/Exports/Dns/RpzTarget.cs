using System.Globalization;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Dns;

/// <summary>
/// A DNS response policy zone (draft-vixie-dnsop-dns-rpz): banned domains and all below them do not exist (<c>CNAME .</c>).
/// Read by BIND 9, unbound, Knot Resolver and PowerDNS Recursor.
/// </summary>
public sealed class RpzTarget : IExportTarget
{
    // Longer names would not fit under the zone's own.
    private const int MaxNameLength = 200;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("rpz", "DNS response policy zone", "text/dns", "rpz.zone")
    {
        Identifiers = [IdentifierKind.Domain.Name()],
        Versions = "none",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => rule.IsAudit
        ? Finding.NotExpressible("A zone can't watch without blocking.")
        : Versionless.Express(rule, rule.Of(IdentifierKind.Domain).Where(Fits), d => d.Identifier.Value, IdentifierKind.Domain, "a domain").Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var zone = TextFile.To(output);
        zone.WriteLine("$TTL 300");
        // Secondaries transfer a zone when its serial grows, which has 32 bits and goes round (RFC 1982).
        zone.WriteLine(string.Create(CultureInfo.InvariantCulture, $"@ IN SOA localhost. hostmaster.localhost. ({(uint)export.Serial} 300 60 86400 60)"));
        zone.WriteLine("@ IN NS localhost.");
        var repeats = new Repeats(BansOf(export).Select(b => b.Domain));
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (rule, domain) in BansOf(export))
        {
            if (!repeats.MayHave(domain) || written.Add(domain))
                Write(zone, rule, domain);
        }
    }

    private static void Write(StreamWriter zone, ExportRule rule, string domain)
    {
        zone.Write("; ");
        zone.WriteLine(rule.Number);
        zone.Write(domain);
        zone.WriteLine(" CNAME .");
        zone.Write("*.");
        zone.Write(domain);
        zone.WriteLine(" CNAME .");
    }

    private static IEnumerable<(ExportRule Rule, string Domain)> BansOf(Export export)
    {
        foreach (var rule in export.Restrictions)
        {
            if (rule.IsAudit)
                continue;
            foreach (var domain in rule.Of(IdentifierKind.Domain))
            {
                if (Fits(domain))
                    yield return (rule, domain.Identifier.Value);
            }
        }
    }

    private static bool Fits(ToolIdentifier domain) => domain.Identifier.Value.Length <= MaxNameLength;
}
