using System.Diagnostics.Metrics;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Counts refusals by code.</summary>
internal sealed class RefusalCounter(IMeterFactory meters)
{
    /// <summary>The meter of the service.</summary>
    public const string MeterName = "ToolRegistry";

    private readonly Counter<long> refusals = meters.Create(MeterName).CreateCounter<long>("toolregistry.refusals", unit: "{refusal}", description: "Requests refused, by code.");

    public void Count(string code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));
}
