using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Requests;

internal static class RequestsEndpoints
{
    private const string NotFound = "request.not-found";
    private const string WrongState = "request.wrong-state";

    public static void MapRequests(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/requests").WithTags("requests");

        requests.MapGet("/", (string? state, string? kind, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListRequests(new PageQuery(limit, cursor, sort), state, kind), ct))
            .Lists<ListRequests, RequestView>("List requests, one's own or as staff all; sort by number or createdAt");

        requests.MapPost("/", (NewRequestBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new FileRequest(body), r => $"/v1/requests/{r.Number}", ct))
            .Says<FileRequest, RequestView>("Ask for a review of a tool, or for an exception", StatusCodes.Status201Created, "decision.not-in-force");

        requests.MapGet("/{number}", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetRequest(Request(number)), ct))
            .Says<GetRequest, RequestView>("Read a request", StatusCodes.Status200OK, NotFound);

        requests.MapPost("/{number}/approve", (string number, AnswerBody? body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ApproveRequest(Request(number), body), ct))
            .Changes<ApproveRequest, RequestView>("Take a request up", StatusCodes.Status200OK, NotFound, WrongState, "review.four-eyes");

        requests.MapPost("/{number}/reject", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RejectRequest(Request(number), body), ct))
            .Changes<RejectRequest, RequestView>("Turn a request down", StatusCodes.Status200OK, NotFound, WrongState, "review.four-eyes");

        requests.MapPost("/{number}/withdraw", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new WithdrawRequest(Request(number)), ct))
            .Changes<WithdrawRequest, RequestView>("Take back a request of one's own", StatusCodes.Status200OK, NotFound, WrongState, "request.not-yours");
    }

    private static int Request(string number) => Wire.Number(Numbers.Request, number);
}
