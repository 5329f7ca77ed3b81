using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Reports;

namespace ToolRegistry.Api.Features.Reports;

internal static class Cis2ReportViews
{
    public static Cis2ReportView Of(InventoryReport report) =>
        new(report.At, report.Revision, [.. report.Measures.Select(Of)], [.. report.Rows.Select(Of)]);

    private static MeasureView Of(MeasureResult result) => new(
        result.Measure.Id,
        result.Measure.Title,
        result.Measure.Safeguards,
        result.Measure.Controls,
        result.Numerator,
        result.Denominator,
        result.Score,
        [.. result.Failures.Select(f => new MeasureFailureView(f.Tool, Decisions(f.Decisions)))]);

    private static InventoryRowView Of(InventoryRow row) => new()
    {
        Slug = row.Tool.Slug,
        Name = row.Tool.Details.Name,
        Publisher = row.Tool.Details.Publisher,
        BusinessPurpose = row.Tool.Details.BusinessPurpose,
        Owner = row.Tool.Details.Owner?.Value,
        AuthorizationStatus = Wire.Name(row.AuthorizationStatus),
        Decisions = Decisions(row.Decisions),
        Authorized = row.IsAuthorized,
        Exceptions = [.. row.Exceptions.Select(n => Numbers.Format(Numbers.Exception, n))],
        Supported = row.IsSupported,
        EndOfSupport = row.Tool.Details.EndOfSupport,
        DecommissionAt = row.DecommissionAt,
        LastVerifiedAt = row.Tool.Details.LastVerifiedAt,
        InventoryVerified = row.InventoryVerified,
        SupportReviewed = row.SupportReviewed,
        UnsupportedAddressed = row.UnsupportedAddressed,
        AllowlistReassessed = row.AllowlistReassessed,
    };

    private static IReadOnlyList<string> Decisions(IReadOnlyList<int> numbers) => [.. numbers.Select(n => Numbers.Format(Numbers.Decision, n))];
}
