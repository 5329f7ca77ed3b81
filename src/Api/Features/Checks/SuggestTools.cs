using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Finds tools by a part of their name, for whoever does not know how to name one exactly; those of which something is decided only.</summary>
internal sealed record SuggestTools(string Text) : IQuery<IReadOnlyList<MatchedToolView>>
{
    public static Permission Permission => Permission.Check;
}

internal sealed class SuggestToolsValidator : AbstractValidator<SuggestTools>
{
    public SuggestToolsValidator() => RuleFor(c => c.Text).Line(200);
}

internal sealed class SuggestToolsHandler(Replica replica) : IRequestHandler<SuggestTools, IReadOnlyList<MatchedToolView>>
{
    private const int Max = 8;

    public Task<IReadOnlyList<MatchedToolView>> Handle(SuggestTools request, CancellationToken cancellationToken)
    {
        var (text, snapshot) = (request.Text.Trim(), replica.Current.Snapshot);
        IReadOnlyList<MatchedToolView> found =
        [
            .. snapshot.Tools
                .Select(tool => (Tool: tool, Rank: RankOf(tool, text)))
                .Where(f => f.Rank is not null && snapshot.DecisionsOn(f.Tool.Slug).Count > 0)
                .OrderBy(f => f.Rank)
                .ThenBy(f => f.Tool.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(f => f.Tool.Slug, StringComparer.Ordinal)
                .Take(Max)
                .Select(f => new MatchedToolView(f.Tool.Slug, f.Tool.Name)),
        ];
        return Task.FromResult(found);
    }

    /// <summary>How well a tool's name fits: the whole of it, its beginning, that of a word, or anything in it; null: it does not.</summary>
    private static int? RankOf(ToolFact tool, string text)
    {
        var at = tool.Name.IndexOf(text, StringComparison.OrdinalIgnoreCase);
        if (at == 0 && tool.Name.Length == text.Length || tool.Slug == text)
            return 0;
        if (at == 0)
            return 1;
        if (at > 0)
            return char.IsLetterOrDigit(tool.Name[at - 1]) ? 3 : 2;
        return tool.Slug.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 2 : null;
    }
}
