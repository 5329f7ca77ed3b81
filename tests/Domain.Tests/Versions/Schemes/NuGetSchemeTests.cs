namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class NuGetSchemeTests
{
    [Fact]
    public void Compare_PadsMissingParts() => SchemeRules.AreEqual("nuget", "4.20", "4.20.0", "4.20.0.0", "4.020");

    [Fact]
    public void Compare_IgnoresCaseAndBuildMetadata() => SchemeRules.AreEqual("nuget", "1.0.0-BETA", "1.0.0-beta", "1.0.0-beta+aa");

    [Fact]
    public void Compare_SortsPrereleasesBeforeTheRelease() =>
        SchemeRules.Ascend("nuget", "4.18.4", "4.20.0-rc", "4.20.0", "4.20.0.1-a", "4.20.0.1", "4.20.1-2", "4.20.1-10", "4.20.1-a", "4.20.1", "4.20.2");

    [Fact]
    public void Parse_OfWhatNuGetCannotRead_IsRefused() => SchemeRules.AreUnreadable("nuget", "v1.0", "1.0.0.0.0", "1.x", "99999999999.0", "1.0-é");
}
