using System.Globalization;
using ToolRegistry.Domain.Identity;

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
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var zone = TextFile.To(output);
        zone.WriteLine("$TTL 300");
        // Secondaries transfer a zone when its serial grows, which has 32 bits and goes round (RFC 1982).
        zone.WriteLine(string.Create(CultureInfo.InvariantCulture, $"@ IN SOA localhost. hostmaster.localhost. ({(uint)export.Serial} 300 60 86400 60)"));
        zone.WriteLine("@ IN NS localhost.");
        var repeats = new Repeats(export.Restrictions.SelectMany(r => Express(r).Items));
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in export.Restrictions)
        {
            foreach (var domain in Express(rule).Items.Where(d => !repeats.MayHave(d) || written.Add(d)))
            {
                zone.WriteLine($"; {rule.Number}");
                zone.WriteLine($"{domain} CNAME .");
                zone.WriteLine($"*.{domain} CNAME .");
            }
        }
    }

    private static Expression<string> Express(ExportRule rule)
    {
        if (rule.IsAudit)
            return new([], Finding.NotExpressible("A zone can't watch without blocking."));
        return Versionless.Express(rule, rule.Of(IdentifierKind.Domain).Where(d => d.Identifier.Value.Length <= MaxNameLength), d => d.Identifier.Value, IdentifierKind.Domain, "a domain");
    }
}
