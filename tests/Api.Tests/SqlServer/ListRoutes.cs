using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// Asks every list route there is in every way that it can be asked: each filter, each sort, both directions, and the page
/// after the first. Filters and sorts are read off the routes, so that a new one is asked too, or fails here for want of a value.
/// </summary>
internal sealed class ListRoutes(RegisterHost host, IReadOnlyList<Caller> callers)
{
    private static readonly string[] Paging = ["limit", "cursor", "sort"];

    /// <summary>Values that let something through, and reach every way in which a handler filters.</summary>
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["action"] = ["tool.register"],
        ["category"] = ["agent"],
        ["decision"] = ["TR-2"],
        ["dueBefore"] = ["2027-01-01T00:00:00Z"],
        ["environment"] = ["ci"],
        ["from"] = ["2026-01-01T00:00:00Z"],
        ["kind"] = ["review"],
        ["/v1/reviews kind"] = ["tool", "assessment", "exception", "decision"],
        ["outcome"] = ["done"],
        ["owner"] = ["dana"],
        ["publisher"] = ["Vendor"],
        ["q"] = ["a_[%"],
        ["role"] = ["Reader"],
        ["since"] = ["2026-01-01T00:00:00Z"],
        // An ended decision is found in another way than an open one.
        ["state"] = ["Approved", "Rejected"],
        ["status"] = ["disputed"],
        ["subject"] = ["alpha"],
        ["supportStatus"] = ["supported"],
        ["/v1/webhooks/office/deliveries state"] = ["waiting", "dead"],
        ["tool"] = ["alpha"],
        ["type"] = ["decision.approved"],
        ["until"] = ["2027-01-01T00:00:00Z"],
    };

    public async Task RunAsync()
    {
        var lists = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<RouteFacts>()?.IsList == true).ToArray();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            var path = list.RoutePattern.RawText!.TrimEnd('/').Replace("{slug}", "alpha", StringComparison.Ordinal).Replace("{name}", "office", StringComparison.Ordinal);
            var filters = list.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .Where(p => p.ParameterInfo.ParameterType == typeof(string) && list.RoutePattern.GetParameter(p.Name) is null && !Paging.Contains(p.Name))
                .Select(p => p.Name).ToArray();
            await AskAsync(path, filters);
        }
    }

    private async Task AskAsync(string path, IReadOnlyList<string> filters)
    {
        var turned = 0;
        foreach (var caller in callers)
        {
            if ((await caller.GetAsync(path)).Status == 403)
                continue;
            foreach (var sort in await SortsAsync(caller, path))
                turned += await TurnAsync(caller, $"{path}?limit=1&sort={sort}", filters) ? 1 : 0;
        }

        Assert.True(turned > 0, $"{path} has no second page for anyone: put more on record.");
    }

    /// <summary>The names that the route gives when it is asked for a sort that it has not; each also descending.</summary>
    private static async Task<string[]> SortsAsync(Caller caller, string path)
    {
        var detail = (await caller.GetAsync($"{path}?sort=~")).ExpectProblem(400, "page.sort")["detail"]!.GetValue<string>();
        var names = detail["Sort by one of ".Length..detail.LastIndexOf(", with", StringComparison.Ordinal)].Split(", ");
        return [.. names, .. names.Select(n => $"-{n}")];
    }

    private static async Task<bool> TurnAsync(Caller caller, string list, IReadOnlyList<string> filters)
    {
        var cursor = (await caller.GetAsync(list)).Expect(200)["nextCursor"]?.GetValue<string>();
        if (cursor is not null)
            (await caller.GetAsync($"{list}&cursor={cursor}")).Expect(200);
        foreach (var filter in filters)
        {
            Assert.True(Values.ContainsKey(filter), $"{list} has a filter {filter} that no value is known for here.");
            foreach (var value in ValuesOf(list, filter))
                (await caller.GetAsync($"{list}&{filter}={Uri.EscapeDataString(value)}{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(200);
        }

        if (filters.Count > 0)
            (await caller.GetAsync($"{list}&{string.Join('&', filters.Select(f => $"{f}={Uri.EscapeDataString(ValuesOf(list, f)[0])}"))}")).Expect(200);
        return cursor is not null;
    }

    /// <summary>The values of a filter: those for this list, if it takes others than the rest.</summary>
    private static string[] ValuesOf(string list, string filter) => Values.GetValueOrDefault($"{list.Split('?')[0]} {filter}") ?? Values[filter];
}
