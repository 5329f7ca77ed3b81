using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Claims;

/// <summary>Puts a claim about a tool on record.</summary>
internal sealed record AddClaim(string Slug, NewClaimBody Body) : ICommand<Stored<ClaimView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "claim.add";

    public string Subject => Slug;
}

internal sealed class AddClaimValidator : AbstractValidator<AddClaim>
{
    public AddClaimValidator()
    {
        RuleFor(c => c.Body.Range).Range();
        RuleFor(c => c.Body.Status).OneOf<AddClaim, ClaimStatus>();
        RuleFor(c => c.Body.Statement).Paragraphs(2_000);
    }
}

internal sealed class AddClaimHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<AddClaim, Stored<ClaimView>>
{
    public async Task<Stored<ClaimView>> Handle(AddClaim request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var number = 1 + (await db.Claims.MaxAsync(c => (int?)c.Number, cancellationToken) ?? 0);
        var body = request.Body;
        var claim = new Claim(number, tool.Slug, Wire.Range(body.Range, "range"), Wire.Parse<ClaimStatus>(body.Status, "status"), body.Statement, context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(claim);
        return new Stored<ClaimView>(ClaimViews.Whole(claim, await db.GroundsOfAsync(tool.Slug, cancellationToken)), RowVersion: 1);
    }
}
