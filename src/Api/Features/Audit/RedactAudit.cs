using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Auditing;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Takes a person out of the audit log, and out of tokens that have ended.</summary>
internal sealed record RedactAudit(NewRedactionBody Body) : ICommand<RedactionView>
{
    public static Permission Permission => Permission.RedactAudit;

    public static string Action => "audit.redact";

    public string Subject => "audit";
}

internal sealed class RedactAuditValidator : AbstractValidator<RedactAudit>
{
    public RedactAuditValidator()
    {
        RuleFor(c => c.Body.Owner).NotNull().Owner();
        RuleFor(c => c.Body.Reason).NotNull().Paragraphs(2_000);
        RuleFor(c => c.Body.Reason).Must((c, reason) => !Owner.TryParse(c.Body.Owner, out var person) || !AuditRedaction.Names(reason, person)).WithMessage("Say why without naming the person: the reason stays on record.");
    }
}

internal sealed class RedactAuditHandler(RegisterDbContext db, RequestContext context, Lazy<CommandTransaction> transaction, TimeProvider clock) : IRequestHandler<RedactAudit, RedactionView>
{
    public async Task<RedactionView> Handle(RedactAudit request, CancellationToken cancellationToken)
    {
        var person = Owner.Parse(request.Body.Owner);
        if (person == context.Principal.Owner)
            throw DomainException.Forbidden("redaction.self", "Nobody takes themselves out of the audit log: the entry of it would name them. Another Administrator must.");
        await db.RequireGoneAsync(person, clock.GetUtcNow(), cancellationToken);
        var found = await db.RedactAsync(person, cancellationToken);
        transaction.Value.Note("audit", new { found.Entries, found.Tokens, request.Body.Reason });
        return new RedactionView(found.Entries, found.Tokens);
    }
}
