using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Requests;

/// <summary>Asks for a review of a tool, or for an exception.</summary>
internal sealed record FileRequest(NewRequestBody Body) : ICommand<Stored<RequestView>>, ICreates
{
    public static Permission Permission => Permission.FileRequests;

    public static string Action => "request.file";

    public string Subject => "request";
}

internal sealed class FileRequestValidator : AbstractValidator<FileRequest>
{
    public FileRequestValidator()
    {
        RuleFor(c => c.Body.Kind).OneOf<FileRequest, RequestKind>();
        RuleFor(c => c.Body.Subject).Must(s => Domain.Identity.Subject.TryParse(s, out _, out _)).WithMessage("A purl, another identifier as kind:value, a SHA-256, or a tool's slug.");
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
        RuleFor(c => c.Body.Decision).Numbered(Numbers.Decision);
    }
}

internal sealed class FileRequestHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<FileRequest, Stored<RequestView>>
{
    public async Task<Stored<RequestView>> Handle(FileRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        int? decision = body.Decision is null ? null : Wire.NumberIn(Numbers.Decision, body.Decision, "decision");
        if (decision is { } named && !await db.Decisions.AnyAsync(d => d.Number == named && d.Revisions.Any(r => r.State == ReviewState.Approved), cancellationToken))
            throw DomainException.Conflict("decision.not-in-force", "No revision of this decision is approved.", "decision");
        var number = 1 + (await db.Requests.MaxAsync(r => (int?)r.Number, cancellationToken) ?? 0);
        var filed = Request.File(number, Wire.Parse<RequestKind>(body.Kind, "kind"), Domain.Identity.Subject.Parse(body.Subject).Text, decision, body.Reason, context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(filed);
        return new Stored<RequestView>(RequestViews.Of(filed), RowVersion: 1);
    }
}
