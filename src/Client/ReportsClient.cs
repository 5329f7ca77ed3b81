namespace ToolRegistry.Client;

/// <summary>Reports for auditors: <c>/v1/reports</c>.</summary>
public sealed class ReportsClient
{
    private readonly Calls calls;

    internal ReportsClient(Calls calls) => this.calls = calls;

    /// <summary>Reads the software inventory with the measures of CIS Control 2.</summary>
    public Task<Answer<Cis2ReportView>> Cis2Async(CancellationToken ct = default) => calls.GetAsync<Cis2ReportView>("reports/cis-2", ct);

    /// <summary>Reads the inventory as CSV (RFC 4180, UTF-8) with a header line.</summary>
    public Task<ReadOnlyMemory<byte>> Cis2CsvAsync(CancellationToken ct = default) => calls.GetAsync("reports/cis-2", "text/csv", ct);
}
