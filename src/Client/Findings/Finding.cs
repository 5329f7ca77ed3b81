namespace ToolRegistry.Client.Findings;

/// <summary>A verdict with where its subject was found.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="File">The file that names the subject, relative to where the check was run, or null.</param>
/// <param name="Line">The line in the file, from 1, or null.</param>
public sealed record Finding(VerdictView Verdict, string? File = null, int? Line = null)
{
    /// <summary>Whether somebody should look at it: it is blocked, or warned about.</summary>
    /// <remarks>An action that this version does not know is not taken for permission.</remarks>
    public bool NeedsAttention => Verdict.Action != "allow";

    /// <summary>Whether it must not go on.</summary>
    public bool IsBlocked => Verdict.Action is not ("allow" or "warn");

    /// <summary>The decision by which it is found, or null when none says anything.</summary>
    public DeciderView? Decision => Verdict.Decisions.Count > 0 ? Verdict.Decisions[0] : null;

    /// <summary>The subject with its version.</summary>
    /// <remarks>In a canonical package URL nothing but the version stands behind an at sign.</remarks>
    public string Name =>
        Verdict.Version is not { } version || Verdict.Subject.StartsWith("pkg:", StringComparison.Ordinal) && Verdict.Subject.Contains('@', StringComparison.Ordinal)
            ? Verdict.Subject
            : $"{Verdict.Subject} {version}";

    /// <summary>What was found, why, and what to do, as sentences of public text.</summary>
    public string Message
    {
        get
        {
            var parts = new List<string> { $"{Name} is {Verdict.Outcome}." };
            parts.AddRange(Verdict.Decisions.Select(d => $"{d.Number}: {d.PublicStatement}"));
            if (Verdict.Alternatives.Count > 0)
                parts.Add($"Use instead: {string.Join(", ", Verdict.Alternatives.Select(a => a.Name))}.");
            if (Verdict.Next is { } next)
                parts.Add($"{next.Outcome} from {next.At:yyyy-MM-dd HH:mm zzz}.");
            parts.AddRange(Verdict.Notes);
            return string.Join(' ', parts);
        }
    }
}
