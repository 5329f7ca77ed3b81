using System.Globalization;
using CsvHelper;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Reports;

/// <summary>
/// The report's tools as CSV: RFC 4180, UTF-8, a header line with the names of the JSON members, numbers of records apart
/// by spaces. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
/// </summary>
internal sealed class Cis2Csv(Cis2ReportView report, TimeZoneInfo zone) : IResult
{
    public const string MediaType = "text/csv";

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    private static readonly (string Name, Func<InventoryRowView, TimeZoneInfo, string?> Cell)[] Columns =
    [
        ("slug", (r, _) => r.Slug),
        ("name", (r, _) => r.Name),
        ("publisher", (r, _) => r.Publisher),
        ("businessPurpose", (r, _) => r.BusinessPurpose),
        ("owner", (r, _) => r.Owner),
        ("authorizationStatus", (r, _) => r.AuthorizationStatus),
        ("decisions", (r, _) => string.Join(' ', r.Decisions)),
        ("authorized", (r, _) => Text(r.Authorized)),
        ("exceptions", (r, _) => string.Join(' ', r.Exceptions)),
        ("supported", (r, _) => Text(r.Supported)),
        ("endOfSupport", (r, _) => Text(r.EndOfSupport)),
        ("decommissionAt", (r, zone) => r.DecommissionAt is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) : null),
        ("lastVerifiedAt", (r, _) => Text(r.LastVerifiedAt)),
        ("inventoryVerified", (r, _) => Text(r.InventoryVerified)),
        ("supportReviewed", (r, _) => Text(r.SupportReviewed)),
        ("unsupportedAddressed", (r, _) => Text(r.UnsupportedAddressed)),
        ("allowlistReassessed", (r, _) => Text(r.AllowlistReassessed)),
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"cis-2-{TimeZoneInfo.ConvertTime(report.At, zone):yyyy-MM-dd}.csv\"");
        await using var csv = CsvWriter.Create(response.Body, Options, leaveOpen: true);
        csv.WriteHeader([.. Columns.Select(c => c.Name)]);
        foreach (var row in report.Tools)
            await csv.WriteRecordAsync([.. Columns.Select(c => c.Cell(row, zone) ?? "")], httpContext.RequestAborted);
        await csv.FlushAsync(httpContext.RequestAborted);
    }

    private static string? Text(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
