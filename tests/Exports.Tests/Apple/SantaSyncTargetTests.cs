using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Apple;

/// <summary>Its rules are those of the profile, of which the law holds: <see cref="SantaRuleSetTests.File_IsReadAsTheRulesThatItWasWrittenOf"/>.</summary>
public sealed class SantaSyncTargetTests
{
    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(new SantaSyncTarget());
}
