using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Given;

/// <summary>
/// A register with all that an exporter may meet: every kind of identifier, every disposition, ranges, scopes, dates,
/// exceptions, and names that try to break out of a file. The ban date of most is 10 July 2026.
/// </summary>
internal static class RichRegister
{
    public const string Extension = "pkg:chrome-extension/aapbdbdomjkkjkaonfhkkikfgjllcleb";

    /// <summary>The day before most bans, and the day after.</summary>
    public static readonly DateTimeOffset Before = Day("2026-07-09"), After = Day("2026-07-11");

    /// <summary>Quotes, ends of sections and comments, a right-to-left mark, a character of four bytes, and 300 characters in all.</summary>
    public static readonly string Hostile = ("\"'`<&]]>-->*/ ; # $(x) {{y}} %00 \u202Eevil\u202C 𝔗ool \\ | ").PadRight(300, 'x');

    private static readonly Artifact[] AgentFiles =
    [
        new("2.1.90", "windows-x64", "agent.exe", Sha256('0')),
        new("2.1.91", "windows-x64", "agent.exe", Sha256('1')),
        new("2.1.95", "windows-x64", "agent.exe", Sha256('2')),
        new("2.1.95", "macos-arm64", "agent", Sha256('3')),
        new("2.1.197", "windows-x64", "agent.exe", Sha256('4')),
    ];

    public static PolicyFactSet Facts { get; } = new(
        [
            Tool("agent", "Agent", "npm",
                ["pkg:npm/%40acme/agent", "pkg:vscode-extension/acme/agent", "winget:Acme.Agent", "file-name:agent.exe", "macos-signing-id:ACME123456:com.acme.agent", "macos-bundle-id:com.acme.agent"],
                artifacts: AgentFiles),
            Tool("everything", "Everything", "generic",
                [
                    "pkg:npm/everything", "pkg:pypi/everything", "pkg:nuget/Everything", "pkg:maven/org.example/everything", "pkg:cargo/everything", "pkg:gem/everything", "pkg:golang/example.com/everything",
                    "pkg:deb/debian/everything", "pkg:rpm/fedora/everything", "pkg:docker/acme/everything", "pkg:oci/everything?repository_url=registry.example.com%2Facme%2Feverything", Extension,
                    "pkg:firefox-extension/everything%40example.com", "pkg:vscode-extension/acme/everything",
                    "winget:Acme.Everything", "macos-signing-id:ACME123456:com.acme.everything", "macos-team-id:ACME123456", "macos-bundle-id:com.acme.everything",
                    "windows-publisher:O=ACME, L=BERLIN, C=DE|EVERYTHING|EVERYTHING.EXE", "file-name:everything.exe", "file-name:every thing", $"sha256:{Sha256('a')}", $"authenticode-sha256:{Sha256('b')}",
                    "domain:everything.example", "cpe:cpe:2.3:a:acme:everything:*:*:*:*:*:*:*:*",
                ]),
            Tool("hostile", Hostile, "generic", ["file-name:\"evil\" & ]]>.exe", "pkg:npm/evil", "domain:evil.example", "macos-bundle-id:com.evil.tool", $"sha256:{Sha256('e')}"]),
            Tool("server-only", "Server Only", "semver", ["file-name:serverd", "domain:server.example", "pkg:pypi/server-only"]),
            Tool("excepted", "Excepted", "semver", ["file-name:excepted", "domain:excepted.example", "pkg:pypi/excepted"]),
            Tool("lapsing", "Lapsing", "semver", ["file-name:lapsing", "domain:lapsing.example", "pkg:pypi/lapsing"]),
            Tool("good", "Good Agent", "semver", ["pkg:npm/good", "pkg:vscode-extension/good/good", "pkg:chrome-extension/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "file-name:good", "macos-signing-id:GOOD123456:com.good.agent", "macos-team-id:GOOD123456", "pkg:docker/good/good", "domain:good.example", "windows-publisher:O=GOOD"]),
            Tool("conditional", "Conditional", "semver", ["pkg:npm/conditional", "file-name:conditional", "pkg:vscode-extension/good/conditional"]),
            Tool("risky", "Risky", "semver", ["pkg:npm/risky", "file-name:risky", "domain:risky.example", "macos-bundle-id:com.risky.tool"]),
            Tool("shared", "Shared", "semver", ["macos-team-id:SHARED1234", "domain:shared.example", "windows-publisher:O=SHARED"]),
            Tool("nameless", "Nameless", "semver", ["cpe:cpe:2.3:a:name:less:*:*:*:*:*:*:*:*"]),
            Tool("extension", "Ranged Extension", "semver", ["pkg:vscode-extension/acme/ranged", "pkg:chrome-extension/cccccccccccccccccccccccccccccccc"], ["1.0.0", "1.5.0", "2.0.0", "2.1.0"]),
        ],
        [
            Decision(1, "agent", "vers:npm/>=2.1.91|<2.1.197", ("2026-07-03", Disposition.HighRisk), ("2026-07-10", Disposition.Banned)) with
            {
                PublicStatement = "Not for workplace use from 10 July.",
                Alternatives = [new Alternative("good", "Internal alternative"), new Alternative("risky", null)],
            },
            Decision(2, "everything", "vers:generic/*", ("2026-07-10", Disposition.Banned)) with
            {
                Identifiers = [Identifier("macos-team-id:ACME123456"), Identifier("windows-publisher:O=ACME, L=BERLIN, C=DE|EVERYTHING|EVERYTHING.EXE"), Identifier("domain:everything.example")],
                Alternatives = [new Alternative("good", null)],
            },
            Decision(3, "hostile", "vers:generic/*", ("2026-07-10", Disposition.Banned)) with { Identifiers = [Identifier("domain:evil.example")], PublicStatement = $"{Hostile[..60]}\r\nsecond line\n\tthird ]]> {{number}}" },
            Decision(4, "server-only", "vers:semver/*", ("2026-07-10", Disposition.Banned)) with { Scope = Scope.Create([], ["server"], []), Identifiers = [Identifier("domain:server.example")] },
            Decision(5, "excepted", "vers:semver/*", ("2026-07-01", Disposition.Banned)) with { Identifiers = [Identifier("domain:excepted.example")] },
            Decision(6, "lapsing", "vers:semver/*", ("2026-07-10", Disposition.Banned), ("2026-08-01", Disposition.Lapsed)) with { Identifiers = [Identifier("domain:lapsing.example")] },
            Decision(7, "good", "vers:semver/*", ("2026-01-01", Disposition.Approved)) with { Identifiers = [Identifier("macos-team-id:GOOD123456"), Identifier("domain:good.example"), Identifier("windows-publisher:O=GOOD")] },
            Decision(8, "conditional", "vers:semver/>=2.0.0", ("2026-01-01", Disposition.Constrained)) with { Constraints = ["Only with the proxy."] },
            Decision(9, "risky", "vers:semver/*", ("2026-07-01", Disposition.HighRisk)) with { Identifiers = [Identifier("domain:risky.example")] },
            Decision(10, "shared", "vers:semver/*", ("2026-07-10", Disposition.Banned)),
            Decision(11, "nameless", "vers:semver/*", ("2026-07-10", Disposition.Banned)),
            Decision(12, "extension", "vers:semver/>=1.5.0|<2.0.0", ("2026-07-10", Disposition.Banned)),
        ],
        [new ExceptionFact(1, 5, Scope.Create(["finance"], [], []), Day("2026-07-02"), Day("2026-12-31"), ["Only offline."])]);

    /// <summary>What a channel delivers of it that takes everything as it comes.</summary>
    public static Export Export(DateTimeOffset at, bool highRisk = false, bool denyUnknown = false) =>
        Given.Facts.Export(Facts, at, TakesAll with { IncludesHighRisk = highRisk, DeniesUnknown = denyUnknown });
}
