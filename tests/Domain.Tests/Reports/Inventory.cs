using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Reports;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Reports;

/// <summary>An inventory for one example; its report is read at noon of 10 July 2026 in UTC unless another instant or zone is given.</summary>
internal sealed class Inventory
{
    public static readonly DateOnly Today = new(2026, 7, 10);

    private readonly List<InventoryTool> tools = [];
    private readonly List<DecisionFact> decisions = [];
    private readonly List<ExceptionFact> exceptions = [];
    private readonly Dictionary<int, DateTimeOffset> decidedAt = [];

    public DateTimeOffset At { get; init; } = new(2026, 7, 10, 12, 0, 0, TimeSpan.Zero);

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public Inventory Tool(string slug, DateOnly? verified = null, SupportStatus support = SupportStatus.Unknown, DateOnly? endOfSupport = null)
    {
        tools.Add(new InventoryTool(slug, new ToolDetails { Name = slug, Publisher = "Publisher", SupportStatus = support, EndOfSupport = endOfSupport, LastVerifiedAt = verified }));
        return this;
    }

    /// <summary>A decision that says one thing of all versions everywhere since 1 July.</summary>
    public Inventory Decide(int number, string tool, Disposition disposition, DateTimeOffset? decided = null) =>
        Decide(Register.Decision(number, tool, "vers:npm/*", (1, disposition)), decided);

    public Inventory Decide(DecisionFact decision, DateTimeOffset? decided = null)
    {
        decisions.Add(decision);
        decidedAt[decision.Number] = decided ?? At;
        return this;
    }

    public Inventory Except(int number, int decision, double from = 1, double until = 20)
    {
        exceptions.Add(Register.Exception(number, decision, Given.Group("engineers"), from, until));
        return this;
    }

    public InventoryReport Report() => InventoryReport.Of(
        new PolicySnapshot(17, PolicySettings.Default, new PolicyFactSet([.. tools.Select(t => new ToolFact(t.Slug, t.Details.Name, t.Details.Publisher, ToolIdentity.Create(VersionScheme.Get("npm"), oneVersionLine: true, [], [])))], decisions, exceptions)),
        tools,
        decidedAt,
        At,
        Zone);

    public InventoryRow Row() => Assert.Single(Report().Rows);

    public MeasureResult Result(Measure measure) => Assert.Single(Report().Measures, r => r.Measure == measure);
}
