using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Tools;

/// <summary>By what a tool is recognised.</summary>
public class ToolIdentityTests
{
    private static readonly string Hash = new('a', 64);

    private static ToolIdentifier By(IdentifierKind kind, string value) => new(Identifier.Create(kind, value), OwnVersionLine: false);

    private static ToolIdentity Create(params ToolIdentifier[] identifiers) => ToolIdentity.Create(VersionScheme.Get("npm"), oneVersionLine: true, identifiers, []);

    private static ToolIdentity Create(params Artifact[] artifacts) => ToolIdentity.Create(VersionScheme.Get("npm"), oneVersionLine: true, [], artifacts);

    [Fact]
    public void Create_OfTheSameIdentifierTwice_IsRefused()
    {
        Refused.With("identifier.duplicate", Refusal.Conflict, () => Create(By(IdentifierKind.FileName, "claude.exe"), By(IdentifierKind.FileName, "CLAUDE.EXE")), "identifiers");
        Refused.With("identifier.duplicate", Refusal.Conflict, () => Create(By(IdentifierKind.Domain, "claude.ai"), By(IdentifierKind.Domain, "claude.ai")), "identifiers");
        Refused.With("identifier.duplicate", Refusal.Conflict, () => Create(By(IdentifierKind.FileName, "claude.exe")).With(By(IdentifierKind.FileName, "claude.exe")), "identifiers");
    }

    [Fact]
    public void Create_OfOnePackageInTwoPlaces_IsAllowed() =>
        Assert.Equal(2, Create(By(IdentifierKind.Purl, "pkg:npm/claude"), By(IdentifierKind.Purl, "pkg:npm/claude?repository_url=https://r.example")).Identifiers.Count);

    [Fact]
    public void Create_OfOneHashTwice_IsRefused()
    {
        Refused.With("identifier.duplicate", Refusal.Conflict, () => Create(new Artifact("1.0.0", null, null, Hash), new Artifact("2.0.0", null, null, Hash)));
        Refused.With("identifier.duplicate", Refusal.Conflict, () => Create(By(IdentifierKind.Sha256, Hash)).With([new Artifact("1.0.0", null, null, Hash)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("gaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Create_OfAnArtifactWithABadHash_IsRefused(string sha256) => Refused.With("tool.identity-invalid", Refusal.Invalid, () => Create(new Artifact("1.0.0", null, null, sha256)), "sha256");

    [Fact]
    public void Create_OfAnArtifactWithBadTexts_IsRefused()
    {
        Refused.With("tool.identity-invalid", Refusal.Invalid, () => Create(new Artifact("1.0.0", new string('a', 101), null, Hash)), "artifacts");
        Refused.With("tool.identity-invalid", Refusal.Invalid, () => Create(new Artifact("1.0.0", null, "a\nb", Hash)), "artifacts");
        Refused.With("tool.identity-invalid", Refusal.Invalid, () => Create(new Artifact("1.0.0", null, new string('a', 256), Hash)), "artifacts");
    }

    [Fact]
    public void Create_OfTooMany_IsRefused()
    {
        ToolIdentifier[] Many(int count) => [.. Enumerable.Range(1, count).Select(i => By(IdentifierKind.FileName, $"f{i}"))];
        Assert.Equal(ToolIdentity.MaxIdentifiers, Create(Many(ToolIdentity.MaxIdentifiers)).Identifiers.Count);
        Refused.With("tool.identity-invalid", Refusal.Invalid, () => Create(Many(ToolIdentity.MaxIdentifiers + 1)), "identifiers");
        Refused.With("tool.identity-invalid", Refusal.Invalid, () => Create([.. Enumerable.Range(0, ToolIdentity.MaxArtifacts + 1).Select(i => new Artifact("1.0.0", null, null, $"{i:x64}"))]), "artifacts");
    }

    [Fact]
    public void ExclusiveKeys_AreThoseOfAProduct_AndOfItsFiles()
    {
        var identity = Create(
            By(IdentifierKind.Purl, "pkg:npm/Claude?repository_url=https://r.example"), By(IdentifierKind.FileName, "Claude.exe"), By(IdentifierKind.Domain, "claude.ai"),
            By(IdentifierKind.MacosTeamId, "EQHXZ8M8AV"), By(IdentifierKind.WindowsPublisher, "O=Vendor")).With([new Artifact("1.0.0", null, null, Hash)]);
        Assert.Equal(["purl:npm/claude?repository_url=https:%2F%2Fr.example&package=Claude", "file-name:claude.exe", "sha256:" + Hash], identity.ExclusiveKeys);
    }

    [Fact]
    public void With_AFurtherOne_KeepsAllElse()
    {
        var identity = Create(By(IdentifierKind.FileName, "a")).With(new ToolIdentifier(Identifier.Create(IdentifierKind.FileName, "b"), OwnVersionLine: true));
        Assert.Equal(("npm", true), (identity.VersionScheme.Name, identity.OneVersionLine));
        Assert.Equal([("a", false), ("b", true)], identity.Identifiers.Select(i => (i.Identifier.Value, i.OwnVersionLine)));
    }
}
