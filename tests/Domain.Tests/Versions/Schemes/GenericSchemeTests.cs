namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class GenericSchemeTests
{
    [Fact]
    public void Compare_OfMissingNumbers_IsZero() => SchemeRules.AreEqual("generic", "1", "1.0", "1.0.0", "1.0.0.0", "v1.0", "V1", "01.00");

    [Fact]
    public void Compare_OfMissingNumbersBeforeAWord_IsZero() => SchemeRules.AreEqual("generic", "1.0-beta2", "1-beta.2", "1.0.0-Beta-2.0", "1.0.0.0b2");

    [Fact]
    public void Compare_IsNatural() => SchemeRules.Ascend(
        "generic",
        "0.9", "1.0~1", "1.0-dev", "1.0-dev2", "1.0-alpha", "1.0a2", "1.0-alpha.10", "1.0b1", "1.0-preview", "1.0-rc", "1.0-RC.1", "1.0rc1-hotfix", "1.0",
        "1.0g", "1.0-SP1", "1.0-SP2", "1.0.0.1", "1.0.1", "1.0.1-g", "1.9", "1.10", "2.0");

    [Fact]
    public void Compare_FitsWindowsAndMacosVersions() =>
        SchemeRules.Ascend("generic", "10.0.19045.3803", "10.0.22000.1", "10.0.22621.2861", "13.6.3", "14.2", "14.2.1", "120.0.6099.129", "2023.12.1");

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("generic", "1.99999999999999999999", "1.100000000000000000000");

    [Fact]
    public void Compare_OfSeparators_IsTheSame() => SchemeRules.AreEqual("generic", "1.0.1", "1-0-1", "1_0+1");

    [Fact]
    public void Parse_OfAnythingWithoutWhiteSpace_IsRead() => SchemeRules.AreEqual("generic", "latest", "LATEST", "-latest.");

    [Fact]
    public void Parse_OfWhiteSpace_IsRefused() => SchemeRules.AreUnreadable("generic", "not a version", " 1.0", "1.0 ", "1\u00a00", "1\u2028", "14.2 (23C64)");
}
