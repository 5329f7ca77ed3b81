using ToolRegistry.Api.Features.Checks;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Infrastructure.Insights;

namespace ToolRegistry.Api.Pages;

/// <summary>What the check page found.</summary>
/// <param name="Verdict">The answer, or null.</param>
/// <param name="Names">Tools that may have been meant.</param>
/// <param name="Problem">What is wrong with the question, or null.</param>
internal sealed record Finding(VerdictView? Verdict, IReadOnlyList<MatchedToolView> Names, string? Problem);

/// <summary>Answers what people type, who know a tool by its name rather than by an identifier.</summary>
internal sealed class Verdicts(Desk desk, UseLog uses)
{
    private const int MaxText = 200;

    /// <summary>Finds an answer.</summary>
    /// <param name="text">An identifier as a check takes it, a slug, or a name.</param>
    /// <param name="version">The version, or null.</param>
    /// <param name="environment">Where, or null.</param>
    public async Task<Finding> FindAsync(string text, string? version, string? environment)
    {
        var isName = !Subject.TryParse(text, out var subject, out _) || subject.Slug is not null;
        IReadOnlyList<MatchedToolView> names = isName && text.Length <= MaxText ? await desk.SendAsync(new SuggestTools(text)) : [];
        if (isName && NamedBy(text, names) is { } tool)
            return await AskAsync(tool.Slug, version, environment, []);
        return subject is null && names.Count > 0 ? new Finding(Verdict: null, names, Problem: null) : await AskAsync(text, version, environment, names);
    }

    /// <summary>Asks a check as the API would be asked, and counts it as one.</summary>
    public async Task<Finding> AskAsync(string subject, string? version, string? environment, IReadOnlyList<MatchedToolView> names)
    {
        var check = new Check(new CheckBody(subject, version, Environment: environment), Revision: null);
        var asked = await desk.TryAsync(check);
        if (asked.Value is not { } verdict)
            return new Finding(Verdict: null, names, asked.Problem!.Detail);
        uses.CountAll(CheckUses.Of(verdict));
        return new Finding(VerdictViews.Of(verdict, (await desk.PrincipalAsync()).IsAnonymous), names, Problem: null);
    }

    /// <summary>The one tool that is called so, or null.</summary>
    private static MatchedToolView? NamedBy(string text, IReadOnlyList<MatchedToolView> names)
    {
        var exact = names.Where(n => n.Slug == text || string.Equals(n.Name, text, StringComparison.OrdinalIgnoreCase)).ToArray();
        return exact is [var only] ? only : null;
    }
}
