using System.Diagnostics.Metrics;
using ToolRegistry.Infrastructure.Insights;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Counts refusals by code.</summary>
internal sealed class RefusalCounter(IMeterFactory meters)
{
    private readonly Counter<long> refusals = meters.Create(UseLog.Meter).CreateCounter<long>("toolregistry.refusals", unit: "{refusal}", description: "Requests refused, by code.");

    public void Count(string code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));
}
