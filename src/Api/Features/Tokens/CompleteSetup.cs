using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Features.Tokens;

/// <summary>Makes the first Administrator, by the code of the setup link. The code is used up in the same transaction.</summary>
internal sealed record CompleteSetup(SetupBody Body) : ICommand<Stored<IssuedToken>>
{
    public static Permission Permission => Permission.Setup;

    public static string Action => "setup.complete";

    public string Subject => "setup";
}

internal sealed class CompleteSetupValidator : AbstractValidator<CompleteSetup>
{
    public CompleteSetupValidator()
    {
        RuleFor(c => c.Body.Code).Line(200);
        RuleFor(c => c.Body.Owner).Owner();
    }
}

internal sealed class CompleteSetupHandler(RegisterDbContext db, TimeProvider clock) : IRequestHandler<CompleteSetup, Stored<IssuedToken>>
{
    private static readonly TimeSpan FirstTokenLifetime = TimeSpan.FromDays(90);

    public async Task<Stored<IssuedToken>> Handle(CompleteSetup request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var code = await db.SetupCodes.SingleOrDefaultAsync(cancellationToken)
            ?? throw DomainException.NotFound("setup.closed", "The register is set up: an Administrator makes further tokens.");
        if (code.Hash != Secret.HashOf(request.Body.Code) || now >= code.ExpiresAt)
            throw DomainException.Forbidden("setup.code-invalid", "The code is not the one of the last setup link, or it is older than an hour: restart the service to get another.");
        var owner = Owner.Parse(request.Body.Owner);
        var (token, text) = ApiToken.Issue("First Administrator", owner, Role.Administrator, [], now + FirstTokenLifetime, owner, now);
        db.AddRecord(token);
        db.SetupCodes.Remove(code);
        return new Stored<IssuedToken>(new IssuedToken(text, TokenViews.Of(token)), RowVersion: 1);
    }
}
