using CsvHelper;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// The register of the channel as a table (RFC 4180, UTF-8): one line for each decision and identifier or file that it holds, and
/// one for a decision that has none. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
/// </summary>
public sealed class RegisterCsvTarget : IExportTarget
{
    private static readonly (string Name, Func<Line, string?>? Cell)[] Columns =
    [
        ("number", l => l.Rule.Number),
        ("tool", l => l.Rule.Tool.Slug),
        ("name", l => l.Rule.Tool.Name),
        ("publisher", l => l.Rule.Tool.Publisher),
        ("disposition", l => l.Course.Now?.Says?.ToString()),
        ("since", l => FeedJson.Text(l.Course.Now?.From)),
        ("nextAt", l => FeedJson.Text(l.Course.Next?.From)),
        ("nextDisposition", l => l.Course.Next is { } next ? next.Says?.ToString() ?? nameof(Domain.Decisions.Disposition.Lapsed) : null),
        // In these the lines of one decision differ.
        ("kind", null),
        ("value", null),
        ("version", null),
        ("ranges", null),
        ("phases", l => Joined(l.Rule.Decision.Schedule.Phases.Select(p => $"{FeedJson.Text(p.From)} {p.Disposition}"))),
        ("groups", l => Joined(l.Rule.Decision.Scope.Groups)),
        ("environments", l => Joined(l.Rule.Decision.Scope.Environments)),
        ("regions", l => Joined(l.Rule.Decision.Scope.Regions)),
        ("publicStatement", l => l.Rule.Decision.PublicStatement),
        ("alternatives", l => Joined(l.Export.AlternativesOf(l.Rule.Decision).Select(t => t.Slug))),
        ("constraints", l => Joined(l.Rule.Decision.Constraints)),
        ("reviewBy", l => FeedJson.Text(l.Rule.Decision.ReviewBy)),
        ("provisional", l => l.Rule.Decision.Provisional ? "true" : "false"),
        ("confidence", l => FeedJson.Text(l.Rule.Decision.Support.Confidence)),
        ("exceptionsUntil", l => Joined(l.Rule.Exceptions.Where(e => e.HoldsAt(l.Export.At)).Select(e => FeedJson.Text(e.Until)))),
    ];

    private static readonly int First = Array.FindIndex(Columns, c => c.Cell is null);

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("register-csv", "The register as CSV", "text/csv", "register.csv")
    {
        Identifiers = IdentifierKinds.Names,
        Versions = "vers: ranges",
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Finding.Exact;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var csv = CsvWriter.Create(output, CsvFile.Options, leaveOpen: true);
        csv.WriteHeader([.. Columns.Select(c => c.Name)]);
        foreach (var rule in export.Rules)
        {
            var decision = new Line(export, rule, new Course(export, rule));
            var cells = Array.ConvertAll(Columns, c => c.Cell?.Invoke(decision) ?? "");
            WriteLines(csv, rule, cells);
        }
    }

    private static void WriteLines(CsvWriter csv, ExportRule rule, string[] cells)
    {
        var isAlone = true;
        foreach (var identifier in rule.Identifiers)
        {
            var ranges = rule.RangesTextOn(identifier);
            if (ranges.Length > 0)
                Write(identifier.Identifier.Kind.Name(), identifier.Identifier.Value, "", ranges);
        }

        foreach (var artifact in rule.HeldArtifacts)
            Write(IdentifierKind.Sha256.Name(), artifact.Sha256, artifact.Version, "");
        if (isAlone)
            Write("", "", "", rule.RangesText);

        void Write(string kind, string value, string version, string versions)
        {
            (cells[First], cells[First + 1], cells[First + 2], cells[First + 3]) = (kind, value, version, versions);
            csv.WriteRecord(cells);
            isAlone = false;
        }
    }

    private static string Joined(IEnumerable<string> texts) => string.Join("; ", texts);

    private sealed record Line(Export Export, ExportRule Rule, Course Course);
}
