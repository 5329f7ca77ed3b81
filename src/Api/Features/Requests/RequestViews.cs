using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Api.Features.Requests;

internal static class RequestViews
{
    public static RequestView Of(Request request) => new(
        Numbers.Format(Numbers.Request, request.Number),
        Wire.Name(request.Kind),
        request.Subject,
        request.Decision is { } decision ? Numbers.Format(Numbers.Decision, decision) : null,
        request.Reason,
        Wire.Name(request.State),
        request.RequestedBy.Value,
        request.CreatedAt,
        request.AnsweredAt,
        request.Answer);
}
