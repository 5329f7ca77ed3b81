using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Api.Admin;

/// <summary>Reads the filters that stand in an address; what is no filter is none.</summary>
internal static class ToolFilter
{
    public static BrowseTools Of(string? text, string? outcome, string? likelihood, string? impact, string? sort, int skip, int take) => new(
        text,
        Wire.TryParse<Outcome>(outcome, out var named) ? named : null,
        Wire.TryParse<RiskLevel>(likelihood, out var likely) && Wire.TryParse<RiskLevel>(impact, out var harm) ? (likely, harm) : null,
        sort,
        skip,
        take);
}
