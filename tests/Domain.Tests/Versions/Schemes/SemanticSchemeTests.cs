namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class SemanticSchemeTests
{
    public static TheoryData<string> Schemes => ["npm", "semver"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Parse_LeadingV_IsTheSameVersion(string scheme) => SchemeRules.AreEqual(scheme, "3.3.6", "v3.3.6", "=3.3.6", "= 3.3.6", "=v3.3.6", " 3.3.6 ");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Parse_OfTwoOrFourParts_IsRefused(string scheme) => SchemeRules.AreUnreadable(scheme, "2.1", "2", "2.1.0.0", "2.1.", ".2.1", "2..1");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Parse_OfLeadingZeros_IsRefused(string scheme) => SchemeRules.AreUnreadable(scheme, "01.2.3", "1.02.3", "1.2.03", "1.2.3-01", "1.2.3-a.00");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Parse_OfLeadingZerosInWordsAndBuilds_IsRead(string scheme) => SchemeRules.AreEqual(scheme, "1.2.3-01a", "1.2.3-01a+01");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Parse_OfEmptyOrForeignIdentifiers_IsRefused(string scheme) =>
        SchemeRules.AreUnreadable(scheme, "1.2.3-", "1.2.3-a.", "1.2.3+", "1.2.3+a..b", "1.2.3-é", "1.2.3+a+b", "1.2.3-a_b", "١.2.3", "-1.2.3", "latest", "vv1.2.3", "V1.2.3");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_FollowsSemVer11(string scheme) => SchemeRules.Ascend(
        scheme,
        "0.0.0-0", "1.0.0-0", "1.0.0-9", "1.0.0-10", "1.0.0--", "1.0.0-A", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.1.0", "1.0.0-alpha.beta", "1.0.0-beta",
        "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1-x", "1.0.1", "1.10.0", "2.0.0");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_IgnoresBuildMetadata(string scheme) => SchemeRules.AreEqual(scheme, "3.3.6", "3.3.6+build.1", "3.3.6+-");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_CountsBeyondMachineNumbers(string scheme) =>
        SchemeRules.Ascend(scheme, "9.9.9", "1.0.0-99999999999999999999".Replace("1.0.0", "18446744073709551616.0.0", StringComparison.Ordinal), "18446744073709551616.0.0", "18446744073709551617.0.0", "100000000000000000000000000000.0.0");
}
