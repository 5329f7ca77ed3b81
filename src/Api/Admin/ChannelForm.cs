using ToolRegistry.Api.Pages;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>What a channel delivers, as it is entered.</summary>
public sealed class ChannelForm
{
    private const string Banned = "Banned";
    private const string HighRisk = "HighRisk";
    private const string Deny = "deny";
    private const string Allow = "allow";

    /// <summary>Groups of people, between commas.</summary>
    public string Groups { get; set; } = "";

    /// <summary>Environments, between commas.</summary>
    public string Environments { get; set; } = "";

    /// <summary>Regions, between commas.</summary>
    public string Regions { get; set; } = "";

    /// <summary>The names of the targets.</summary>
    public ISet<string> Targets { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whom users turn to.</summary>
    public string Contact { get; set; } = "";

    /// <summary>What users are told.</summary>
    public string MessageTemplate { get; set; } = "";

    /// <summary>Whether HighRisk is delivered too.</summary>
    public bool DeliversHighRisk { get; set; }

    /// <summary>Whether software that no decision permits is denied.</summary>
    public bool DeniesUnknown { get; set; }

    /// <summary>Whether a target may restrict more than was decided.</summary>
    public bool AcceptsBroader { get; set; } = true;

    /// <summary>Whether a target may restrict less than was decided.</summary>
    public bool AcceptsNarrower { get; set; }

    /// <summary>The form of terms that are on record.</summary>
    public static ChannelForm Of(ChannelTermsBody terms)
    {
        var form = new ChannelForm
        {
            Groups = Entry.Joined(terms.Scope?.Groups),
            Environments = Entry.Joined(terms.Scope?.Environments),
            Regions = Entry.Joined(terms.Scope?.Regions),
            Contact = terms.Contact ?? "",
            MessageTemplate = terms.MessageTemplate ?? "",
            DeliversHighRisk = terms.Dispositions.Contains(HighRisk),
            DeniesUnknown = terms.Unknown == Deny,
            AcceptsBroader = terms.AcceptsBroader,
            AcceptsNarrower = terms.AcceptsNarrower,
        };
        form.Targets.UnionWith(terms.Targets);
        return form;
    }

    /// <summary>A channel to make.</summary>
    public NewChannelBody ToNew(string name) => Filled(new NewChannelBody { Name = name, Targets = [] });

    /// <summary>What takes the place of the terms on record.</summary>
    public ChannelTermsBody ToTerms() => Filled(new ChannelTermsBody { Targets = [] });

    private T Filled<T>(T empty)
        where T : ChannelTermsBody => (T)(empty with
        {
            Scope = new ScopeBody(Entry.Parts(Groups), Entry.Parts(Environments), Entry.Parts(Regions)),
            Targets = [.. Targets.Order(StringComparer.Ordinal)],
            Contact = Entry.Given(Contact),
            MessageTemplate = Entry.Given(MessageTemplate),
            Dispositions = DeliversHighRisk ? [Banned, HighRisk] : [Banned],
            Unknown = DeniesUnknown ? Deny : Allow,
            AcceptsBroader = AcceptsBroader,
            AcceptsNarrower = AcceptsNarrower,
        });
}
