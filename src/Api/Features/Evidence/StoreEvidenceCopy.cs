using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Stores the copy of a piece of evidence that was read. The same bytes again change nothing.</summary>
internal sealed record StoreEvidenceCopy(string Slug, int Number, byte[] Copy) : ICommand<Stored<EvidenceView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "evidence.store-copy";

    public string Subject => Numbers.Format(Numbers.Evidence, Number);

    /// <summary>Taken before the transaction, in which nobody else can write.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Copy));
}

internal sealed class StoreEvidenceCopyValidator : AbstractValidator<StoreEvidenceCopy>
{
    public StoreEvidenceCopyValidator() =>
        RuleFor(c => c.Copy).Must(copy => copy.Length is >= 1 and <= EvidenceCopies.MaxBytes).WithMessage($"1 to {EvidenceCopies.MaxBytes} bytes.");
}

internal sealed class StoreEvidenceCopyHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<StoreEvidenceCopy, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(StoreEvidenceCopy request, CancellationToken cancellationToken)
    {
        var evidence = await db.ForChangeAsync<EvidenceRecord>(request.Number, e => e.Tool == request.Slug, context.IfMatch, cancellationToken);
        var isStored = await db.HasCopyAsync(request.Sha256, cancellationToken);
        context.IsReplay = isStored && evidence.Content.Sha256 == request.Sha256;
        // Of a replay nothing is saved, and so not the row version that a change would have had.
        if (context.IsReplay)
            return new Stored<EvidenceView>(EvidenceViews.Whole(evidence, hasCopy: true), db.RowVersionOf(evidence) - 1);

        evidence.Retrieved(request.Sha256, context.Principal.Person, clock.GetUtcNow());
        if (!isStored)
            db.Copies.Add(new StoredCopy { Sha256 = request.Sha256, Size = request.Copy.Length, Bytes = request.Copy, StoredAt = clock.GetUtcNow() });
        return new Stored<EvidenceView>(EvidenceViews.Whole(evidence, hasCopy: true), db.RowVersionOf(evidence));
    }
}
