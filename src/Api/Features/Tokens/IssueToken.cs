using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Features.Tokens;

/// <summary>Makes an API token; its secret is shown this once.</summary>
internal sealed record IssueToken(NewTokenBody Body) : ICommand<Stored<IssuedToken>>, ICreates, IAnswersSecret
{
    public static Permission Permission => Permission.ManageTokens;

    public static string Action => "token.issue";

    public string Subject => "token";
}

internal sealed class IssueTokenValidator : AbstractValidator<IssueToken>
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(366);

    public IssueTokenValidator(TimeProvider clock)
    {
        RuleFor(c => c.Body.Name).Line(200);
        RuleFor(c => c.Body.Owner).Owner();
        RuleFor(c => c.Body.Role).OneOf<IssueToken, Role>();
        RuleFor(c => c.Body.ExpiresAt).Must(at => at > clock.GetUtcNow() && at <= clock.GetUtcNow() + MaxLifetime).WithMessage("In the future, and at most a year ahead.");
        RuleFor(c => c.Body.Groups).Must(g => g is null or { Count: <= 200 }).WithMessage("At most 200 groups.");
    }
}

internal sealed class IssueTokenHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<IssueToken, Stored<IssuedToken>>
{
    public Task<Stored<IssuedToken>> Handle(IssueToken request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        string[] groups = [.. (body.Groups ?? []).Select(Scope.Group).Distinct(StringComparer.Ordinal)];
        var (token, text) = ApiToken.Issue(body.Name, Owner.Parse(body.Owner), Wire.Parse<Role>(body.Role, "role"), groups, body.ExpiresAt.ToUniversalTime(), context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(token);
        return Task.FromResult(new Stored<IssuedToken>(new IssuedToken(text, TokenViews.Of(token)), RowVersion: 1));
    }
}
