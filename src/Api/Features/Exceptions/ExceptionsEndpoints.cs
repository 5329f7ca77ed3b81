using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Exceptions;

internal static class ExceptionsEndpoints
{
    private const string NotFound = "exception.not-found";
    private const string WrongState = "exception.wrong-state";

    public static void MapExceptions(this IEndpointRouteBuilder api)
    {
        var exceptions = api.MapGroup("/exceptions").WithTags("exceptions");

        exceptions.MapGet("/", (string? decision, string? state, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListExceptions(new PageQuery(limit, cursor, sort), decision, state), ct))
            .Lists<ListExceptions, ExceptionView>("List exceptions (waivers); sort by number or createdAt");

        exceptions.MapPost("/", (NewExceptionBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new DraftException(body), e => $"/v1/exceptions/{e.Number}", ct))
            .Says<DraftException, ExceptionView>("Draft an exception (waiver) to a decision", StatusCodes.Status201Created, "decision.not-found", "exception.nothing-to-except", "exception.terms-invalid", "scope.invalid");

        exceptions.MapGet("/{number}", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetException(Exception(number)), ct))
            .Says<GetException, ExceptionView>("Read an exception", StatusCodes.Status200OK, NotFound);

        exceptions.MapPut("/{number}", (string number, ExceptionTermsBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new EditException(Exception(number), body), ct))
            .Changes<EditException, ExceptionView>("Edit an exception that is not granted yet; approvals given are dropped", StatusCodes.Status200OK, NotFound, WrongState, "exception.terms-invalid", "scope.invalid");

        exceptions.MapPost("/{number}/propose", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ProposeException(Exception(number)), ct))
            .Changes<ProposeException, ExceptionView>("Put an exception forward for review", StatusCodes.Status200OK, NotFound, WrongState);

        exceptions.MapPost("/{number}/approve", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ApproveException(Exception(number)), ct))
            .Changes<ApproveException, ExceptionView>("Approve an exception, as another person than those who asked", StatusCodes.Status200OK, NotFound, WrongState, "exception.nothing-to-except", "exception.over", "review.four-eyes", "review.already-approved", "approval.sign-in-required");

        exceptions.MapPost("/{number}/reject", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RejectException(Exception(number), body), ct))
            .Changes<RejectException, ExceptionView>("Refuse an exception", StatusCodes.Status200OK, NotFound, WrongState);

        exceptions.MapPost("/{number}/withdraw", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new WithdrawException(Exception(number)), ct))
            .Changes<WithdrawException, ExceptionView>("Take an exception back before it is granted", StatusCodes.Status200OK, NotFound, WrongState);

        exceptions.MapPost("/{number}/revoke", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RevokeException(Exception(number), body), ct))
            .Changes<RevokeException, ExceptionView>("End a granted exception before its date", StatusCodes.Status200OK, NotFound, WrongState);
    }

    private static int Exception(string number) => Wire.Number(Numbers.Exception, number);
}
