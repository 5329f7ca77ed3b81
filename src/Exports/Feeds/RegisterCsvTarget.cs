using CsvHelper;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// The register of the channel as a table (RFC 4180, UTF-8): one line for each decision and identifier or file that it holds, and
/// one for a decision that has none. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
/// </summary>
public sealed class RegisterCsvTarget : IExportTarget
{
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    private static readonly (string Name, Func<Line, string?> Cell)[] Columns =
    [
        ("number", l => l.Rule.Number),
        ("tool", l => l.Rule.Tool.Slug),
        ("name", l => l.Rule.Tool.Name),
        ("publisher", l => l.Rule.Tool.Publisher),
        ("disposition", l => l.Course.Now?.Says?.ToString()),
        ("since", l => FeedJson.Text(l.Course.Now?.From)),
        ("nextAt", l => FeedJson.Text(l.Course.Next?.From)),
        ("nextDisposition", l => l.Course.Next is { } next ? next.Says?.ToString() ?? nameof(Domain.Decisions.Disposition.Lapsed) : null),
        ("kind", l => l.Kind?.Name()),
        ("value", l => l.Value),
        ("version", l => l.Version),
        ("ranges", l => l.Ranges),
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

    // Those in which the lines of one decision differ.
    private static readonly int[] OfLine = [.. Columns.Index().Where(c => c.Item.Name is "kind" or "value" or "version" or "ranges").Select(c => c.Index)];

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
        using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        csv.WriteHeader([.. Columns.Select(c => c.Name)]);
        foreach (var rule in export.Rules)
        {
            var decision = new Line(export, rule, new Course(export, rule), Kind: null, Value: null, Version: null, RangesOf(rule.Decision.Ranges));
            string[] cells = [.. Columns.Select(c => c.Cell(decision) ?? "")];
            foreach (var line in LinesOf(rule, decision))
            {
                foreach (var at in OfLine)
                    cells[at] = Columns[at].Cell(line) ?? "";
                csv.WriteRecord(cells);
            }
        }
    }

    private static Line[] LinesOf(ExportRule rule, Line decision)
    {
        Line[] lines =
        [
            .. rule.Identifiers.Where(i => rule.RangesOn(i).Count > 0).Select(i => decision with { Kind = i.Identifier.Kind, Value = i.Identifier.Value, Ranges = RangesOf(rule.RangesOn(i)) }),
            .. rule.HeldArtifacts.Select(a => decision with { Kind = IdentifierKind.Sha256, Value = a.Sha256, Version = a.Version, Ranges = null }),
        ];
        return lines.Length == 0 ? [decision] : lines;
    }

    private static string RangesOf(IEnumerable<Domain.Versions.VersionRange> ranges) => string.Join(' ', ranges);

    private static string Joined(IEnumerable<string> texts) => string.Join("; ", texts);

    private sealed record Line(Export Export, ExportRule Rule, Course Course, IdentifierKind? Kind, string? Value, string? Version, string? Ranges);
}
