using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Claims;

/// <summary>Changes how a claim stands, of which versions it is said, or what it says; what it was is kept.</summary>
internal sealed record ChangeClaim(string Slug, int Number, ChangeClaimBody Body) : ICommand<Stored<ClaimView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "claim.change";

    public string Subject => Numbers.Format(Numbers.Claim, Number);
}

internal sealed class ChangeClaimValidator : AbstractValidator<ChangeClaim>
{
    public ChangeClaimValidator()
    {
        RuleFor(c => c.Body.Range).Range();
        RuleFor(c => c.Body.Status).OneOf<ChangeClaim, ClaimStatus>();
        RuleFor(c => c.Body.Statement).Paragraphs(2_000);
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
    }
}

internal sealed class ChangeClaimHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ChangeClaim, Stored<ClaimView>>
{
    public async Task<Stored<ClaimView>> Handle(ChangeClaim request, CancellationToken cancellationToken)
    {
        var claim = await db.ForChangeAsync<Claim>(request.Number, c => c.Tool == request.Slug, context.IfMatch, cancellationToken);
        var body = request.Body;
        claim.Change(Wire.Range(body.Range, "range"), Wire.Parse<ClaimStatus>(body.Status, "status"), body.Statement, body.Reason, context.Principal.Person, clock.GetUtcNow());
        return new Stored<ClaimView>(ClaimViews.Whole(claim, await db.GroundsOfAsync(claim.Tool, cancellationToken)), db.RowVersionOf(claim));
    }
}
