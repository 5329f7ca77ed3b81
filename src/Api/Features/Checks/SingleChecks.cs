using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Options;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Answers single checks that were not asked before, and keeps the answer for those who ask the same.</summary>
internal sealed class SingleChecks(
    IMediator mediator, RequestContext context, Replica replica, RepeatedChecks repeated, UseLog uses, TimeZoneInfo zone, TimeProvider clock, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json)
{
    private readonly JsonSerializerOptions options = json.Value.SerializerOptions;

    public async Task AnswerAsync(HttpContext http, Check check, CancellationToken ct)
    {
        var state = replica.Current;
        var verdict = await mediator.Send(check, ct);
        var isAnonymous = context.Principal.IsAnonymous;
        var answer = new CheckAnswer(VerdictViews.Of(verdict, isAnonymous), options, check.IsUse ? CheckUses.Of(verdict) : []);
        uses.CountAll(answer.Uses);
        if (check.IsUse)
            repeated.Keep(state, http.Request.QueryString.Value, context.Principal.Groups, isAnonymous, answer);
        var now = check.Body.At is null ? clock.GetUtcNow() : verdict.Query.At;
        await answer.WriteAsync(http, TimeZoneInfo.ConvertTime(verdict.Query.At, zone), now, isAnonymous, SnapshotAge.Of(replica, clock.GetUtcNow()));
    }
}
