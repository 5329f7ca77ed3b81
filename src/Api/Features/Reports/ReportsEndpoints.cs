using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Reports;

internal static class ReportsEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports");

        reports.MapGet("/cis-2", async (HttpContext http, TimeZoneInfo zone, IMediator mediator, CancellationToken ct) =>
            {
                var report = await mediator.Send(new GetCis2Report(), ct);
                http.Response.Headers.CacheControl = "no-store";
                http.Response.Headers.Vary = "Accept";
                return http.Request.Prefers(Cis2Csv.MediaType, usual: "application/json") ? new Cis2Csv(report, zone) : (IResult)TypedResults.Ok(report);
            })
            .Says<GetCis2Report, Cis2ReportView>("Read the software inventory with the measures of CIS Control 2; as CSV where Accept asks for text/csv", StatusCodes.Status200OK)
            .AlsoAnswers(Cis2Csv.MediaType);
    }
}
