using ToolRegistry.Client;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Views;

/// <summary>Answers about components by what the SBOM says of them. Whatever that is, there is an answer.</summary>
/// <param name="answers">What answers.</param>
/// <param name="asker">Who asks.</param>
/// <param name="at">The instant.</param>
/// <param name="isUse">Whether it is asked about the present, and as the asker.</param>
internal sealed class ComponentAnswers(Answers answers, Asker asker, DateTimeOffset at, bool isUse)
{
    public VerdictView To(SbomComponent component)
    {
        if (component.Purl is { } purl)
            return To(Read(component, IsPurl(purl) ? purl : $"purl:{purl}", component.HasOtherPurls ? ["The SBOM gives further purls of it, which were not checked."] : []));
        string[] notes = [$"The SBOM gives no purl of it, and names it {component.Name}."];
        var byHash = component.Sha256 is { } sha256 ? Read(component, $"sha256:{sha256}", notes) : null;
        var byCpe = component.Cpe is { } cpe ? Read(component, $"cpe:{cpe}", notes) : null;
        // A file is one thing, and a CPE many: it is asked where nobody knows the file.
        return (byHash is null || byCpe is not null && !IsOnRecord(byHash) && IsOnRecord(byCpe) ? byCpe : byHash) is { } reading
            ? To(reading)
            : answers.Unknown(component.Name, component.Version, at, "The SBOM gives neither purl nor SHA-256 nor CPE of it, so it can't be looked up. Have the SBOM's generator write purls.");
    }

    /// <summary>What stands in a purl's place is not taken for a slug or another identifier.</summary>
    private static bool IsPurl(string text) => text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase);

    private bool IsOnRecord(Reading reading) => reading.Query is { } query && answers.IsOnRecord(query);

    private VerdictView To(Reading reading)
    {
        var verdict = reading.Query is { } query ? answers.To(query, isUse) : reading.Unreadable!;
        return reading.Notes.Count == 0 ? verdict : verdict with { Notes = [.. verdict.Notes, .. reading.Notes] };
    }

    private Reading Read(SbomComponent component, string identifier, IReadOnlyList<string> notes)
    {
        var version = component.Version;
        if (!Subject.TryParse(identifier, out var subject, out var error))
            return new Reading(Query: null, answers.Unreadable(identifier, version, at, error), notes);
        if (version is not null && !Texts.IsLine(version, CheckQuery.MaxVersionLength))
            (version, notes) = (null, [.. notes, "The version that the SBOM gives of it is no version, and was left out."]);
        else if (version is not null && !subject.MayHaveVersion(version))
            (version, notes) = (null, [.. notes, $"The SBOM also gives the version {version}; that of the purl was checked."]);
        return new Reading(CheckQuery.Create(subject, version, asker, at), Unreadable: null, notes);
    }

    /// <summary>What a component is asked as, or why it can't be.</summary>
    private sealed record Reading(CheckQuery? Query, VerdictView? Unreadable, IReadOnlyList<string> Notes);
}
