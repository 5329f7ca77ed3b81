using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Requests;

/// <summary>Takes back a request of one's own.</summary>
internal sealed record WithdrawRequest(int Number) : ICommand<Stored<RequestView>>
{
    public static Permission Permission => Permission.FileRequests;

    public static string Action => "request.withdraw";

    public string Subject => Numbers.Format(Numbers.Request, Number);
}

internal sealed class WithdrawRequestValidator : AbstractValidator<WithdrawRequest>
{
    public WithdrawRequestValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class WithdrawRequestHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<WithdrawRequest, Stored<RequestView>>
{
    public async Task<Stored<RequestView>> Handle(WithdrawRequest request, CancellationToken cancellationToken)
    {
        var filed = await db.ForChangeAsync<Request>(request.Number, context.IfMatch, cancellationToken);
        filed.Withdraw(context.Principal.Person, clock.GetUtcNow());
        return new Stored<RequestView>(RequestViews.Of(filed), db.RowVersionOf(filed));
    }
}
