namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class DebianSchemeTests
{
    [Fact]
    public void Compare_FollowsThePolicy() => SchemeRules.Ascend(
        "deb",
        "0~~", "0~~a", "0~", "0", "0a", "0+", "1.0~rc1", "1.0~rc1-1", "1.0", "1.0-0.1", "1.0-1~bpo1", "1.0-1", "1.0-1+b1", "1.0-1.1", "1.0-10", "1.0a", "1.0+dfsg", "1.0-9-1", "1.0.1", "1.9", "1.10", "2:0.1", "10:0");

    [Fact]
    public void Compare_OfTheBackdooredReleases_IsAsDebianNumberedThem() => SchemeRules.Ascend(
        "deb", "5.4.5-0.3", "5.5.1~alpha-0.1", "5.5.1alpha-0.1", "5.6.0-0.2", "5.6.1-1", "5.6.1+really5.4.5-1");

    [Fact]
    public void Compare_OfMissingEpochAndRevision_IsZero() => SchemeRules.AreEqual("deb", "1.0", "0:1.0", "00:1.0", "1.0-0", "0:1.0-00", "1.00", "01.0");

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("deb", "1.99999999999999999999", "1.100000000000000000000", "99999999999999999999:0");

    [Fact]
    public void Parse_OfForeignCharacters_IsRefused() =>
        SchemeRules.AreUnreadable("deb", "1.0-", ":1.0", "a:1.0", "-1:1.0", "1:", "1.0_1", "1.0-1/2", "1.0é", "a1.0", "-1", "1.0-1:2", "1 0");

    [Fact]
    public void Parse_OfHyphensAndColonsUpstream_IsRead() => SchemeRules.Ascend("deb", "1:1-2-3", "1:1-2-4", "1:1:2-1");
}
