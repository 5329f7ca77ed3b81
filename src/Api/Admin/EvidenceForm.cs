using ToolRegistry.Api.Pages;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>Evidence as it is entered.</summary>
public sealed class EvidenceForm
{
    /// <summary>What it is.</summary>
    public string Kind { get; set; } = "article";

    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Who published it.</summary>
    public string Publisher { get; set; } = "";

    /// <summary>Where it was read.</summary>
    public string Url { get; set; } = "";

    /// <summary>When it was published.</summary>
    public DateOnly? Published { get; set; }

    /// <summary>When it was read.</summary>
    public DateOnly? Retrieved { get; set; }

    /// <summary>SHA-256 of the copy that was read.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Reliability of the source.</summary>
    public string Reliability { get; set; } = "C";

    /// <summary>Credibility of the information.</summary>
    public int Credibility { get; set; } = 3;

    /// <summary>What it derives from, between commas.</summary>
    public string DerivedFrom { get; set; } = "";

    /// <summary>What it says of each claim.</summary>
    public IDictionary<string, string> Stances { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The form of evidence that is on record.</summary>
    public static EvidenceForm Of(EvidenceView evidence) => new()
    {
        Kind = evidence.Kind,
        Title = evidence.Title,
        Publisher = evidence.Publisher,
        Url = evidence.Url ?? "",
        Published = evidence.PublishedAt,
        Retrieved = evidence.RetrievedAt,
        Sha256 = evidence.Sha256 ?? "",
        Reliability = evidence.Reliability,
        Credibility = evidence.Credibility,
        DerivedFrom = Entry.Joined(evidence.DerivedFrom),
        Stances = new Dictionary<string, string>(evidence.Stances, StringComparer.Ordinal),
    };

    /// <summary>What is put on record.</summary>
    public NewEvidenceBody ToNew() => Filled(new NewEvidenceBody { Kind = "", Title = "", Publisher = "", Reliability = "", Credibility = 0 });

    /// <summary>What takes the place of what is on record.</summary>
    public ChangeEvidenceBody ToChange(string reason) => Filled(new ChangeEvidenceBody { Kind = "", Title = "", Publisher = "", Reliability = "", Credibility = 0, Reason = reason });

    private T Filled<T>(T empty)
        where T : NewEvidenceBody => (T)((NewEvidenceBody)empty with
        {
            Kind = Kind,
            Title = Title.Trim(),
            Publisher = Publisher.Trim(),
            Url = Entry.Given(Url),
            PublishedAt = Published,
            RetrievedAt = Retrieved,
            Sha256 = Entry.Given(Sha256),
            Reliability = Reliability,
            Credibility = Credibility,
            Stances = Stances.AsReadOnly(),
            DerivedFrom = Entry.Parts(DerivedFrom),
        });
}
