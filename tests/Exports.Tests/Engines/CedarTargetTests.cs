using System.Text.Json.Nodes;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Engines;

public sealed class CedarTargetTests : IDisposable
{
    private static readonly CedarTarget Target = new();

    private readonly CedarEngine cedar = new();

    public void Dispose() => cedar.Dispose();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policies_SayWhatWasDecided() =>
        ExportLaw.Holds(Target, ["pkg:npm/one", "pkg:vscode-extension/Two/two", "file-name:Three", "domain:four.example"], cedar.With);

    [Theory]
    [InlineData("now")]
    [InlineData("names")]
    [InlineData("identifiers")]
    public void Question_WithoutWhatItNeeds_IsDenied(string missing)
    {
        cedar.With(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)), RichRegister.After);
        var context = CedarEngine.Context(Subject.Parse("pkg:npm/good"), "1.0.0", RichRegister.After);
        Assert.True(cedar.Allows(Copy(context)));
        context.Remove(missing);
        Assert.False(cedar.Allows(context));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("names")]
    [InlineData("identifiers")]
    [InlineData("version")]
    [InlineData("groups")]
    [InlineData("environment")]
    [InlineData("region")]
    public void Question_WithANumberWhereNoneBelongs_IsDenied(string attribute)
    {
        cedar.With(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)), RichRegister.After);
        var context = CedarEngine.Context(Subject.Parse("pkg:npm/good"), "1.0.0", RichRegister.After);
        context[attribute] = 1;
        Assert.False(cedar.Allows(context));
    }

    [Theory]
    [InlineData("DE", "DE", false)]
    [InlineData("DE", "DE-BY", false)]
    [InlineData("DE", "FR", true)]
    [InlineData("DE", "EU", false)]
    [InlineData("EU", "DE-BY", false)]
    [InlineData("EU", "EU", false)]
    [InlineData("EU", "US", true)]
    [InlineData("US-CA", "US", false)]
    [InlineData("US-CA", "US-NY", true)]
    [InlineData("US-CA", "EU", true)]
    public void BanInARegion_HoldsWhereItMayLie(string bound, string asker, bool isAllowed)
    {
        var facts = new Domain.Policy.PolicyFactSet(
            [Tool("t", "T", "semver", ["pkg:npm/t"])],
            [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned)) with { Scope = Scope.Create([], [], [bound]) }],
            []);
        cedar.With(Approved.Bytes(Target, Export(facts, RichRegister.After)), RichRegister.After);
        var context = CedarEngine.Context(Subject.Parse("pkg:npm/t"), "1.0.0", RichRegister.After);
        context["region"] = asker;
        Assert.Equal(isAllowed, cedar.Allows(context));
    }

    [Fact]
    public void Exception_LetsItsAudienceThrough_UntilItEnds()
    {
        cedar.With(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)), RichRegister.After);
        bool Allows(string group, string day)
        {
            var context = CedarEngine.Context(Subject.Parse("pkg:pypi/excepted"), "1.0.0", Day(day));
            context["groups"] = new JsonArray(group);
            return cedar.Allows(context);
        }

        Assert.True(Allows("finance", "2026-07-11"));
        Assert.False(Allows("finance", "2026-12-31"));
        Assert.False(Allows("sales", "2026-07-11"));
    }

    [Fact]
    public void Text_CanNotBreakOut()
    {
        Assert.Equal("\"a\\\"b\\\\\\u{a}\\u{202e}\\u{1d517}\"", CedarNames.Text("a\"b\\\n\u202E𝔗"));
        Assert.Equal("read", Read(CedarNames.Text(RichRegister.Hostile)));
    }

    private string Read(string text)
    {
        cedar.With(System.Text.Encoding.UTF8.GetBytes($"@message({text}) permit(principal, action, resource);"), RichRegister.After);
        return "read";
    }

    private static JsonObject Copy(JsonObject context) => (JsonObject)context.DeepClone();
}
