using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

public class IdentifierKindsTests
{
    [Fact]
    public void Names_AreThoseOfTheWire() => Assert.Equal(
        ["purl", "winget", "macos-signing-id", "macos-team-id", "macos-bundle-id", "windows-publisher", "file-name", "sha256", "authenticode-sha256", "domain", "cpe"],
        Enum.GetValues<IdentifierKind>().Select(kind => kind.Name()));

    [Fact]
    public void TryParse_IsTheInverseOfName() => Assert.All(Enum.GetValues<IdentifierKind>(), kind =>
    {
        Assert.True(IdentifierKinds.TryParse(kind.Name(), out var parsed));
        Assert.Equal(kind, parsed);
    });

    [Theory]
    [InlineData("Purl")]
    [InlineData("FileName")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_OfAnotherName_IsFalse(string? name) => Assert.False(IdentifierKinds.TryParse(name!, out _));

    [Fact]
    public void MayBeShared_HoldsForAPublishersIdentifiers() => Assert.Equal(
        [IdentifierKind.MacosTeamId, IdentifierKind.WindowsPublisher, IdentifierKind.Domain],
        Enum.GetValues<IdentifierKind>().Where(kind => kind.MayBeShared()));
}
