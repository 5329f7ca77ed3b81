using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Requests;

/// <summary>Turns a request down.</summary>
internal sealed record RejectRequest(int Number, ReasonBody Body) : ICommand<Stored<RequestView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "request.reject";

    public string Subject => Numbers.Format(Numbers.Request, Number);
}

internal sealed class RejectRequestValidator : AbstractValidator<RejectRequest>
{
    public RejectRequestValidator() => RuleFor(c => c.Body.Reason).Paragraphs(2_000);
}

internal sealed class RejectRequestHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<RejectRequest, Stored<RequestView>>
{
    public async Task<Stored<RequestView>> Handle(RejectRequest request, CancellationToken cancellationToken)
    {
        var filed = await db.ForChangeAsync<Request>(request.Number, context.IfMatch, cancellationToken);
        filed.Reject(request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return new Stored<RequestView>(RequestViews.Of(filed), db.RowVersionOf(filed));
    }
}
