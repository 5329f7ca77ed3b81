using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Requests;

/// <summary>Takes a request up.</summary>
internal sealed record ApproveRequest(int Number, AnswerBody? Body) : ICommand<Stored<RequestView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "request.approve";

    public string Subject => Numbers.Format(Numbers.Request, Number);
}

internal sealed class ApproveRequestValidator : AbstractValidator<ApproveRequest>
{
    public ApproveRequestValidator() => RuleFor(c => c.Body!.Answer).Paragraphs(2_000).When(c => c.Body is not null);
}

internal sealed class ApproveRequestHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ApproveRequest, Stored<RequestView>>
{
    public async Task<Stored<RequestView>> Handle(ApproveRequest request, CancellationToken cancellationToken)
    {
        var filed = await db.ForChangeAsync<Request>(request.Number, context.IfMatch, cancellationToken);
        filed.Approve(request.Body?.Answer, context.Principal.Person, clock.GetUtcNow());
        return new Stored<RequestView>(RequestViews.Of(filed), db.RowVersionOf(filed));
    }
}
