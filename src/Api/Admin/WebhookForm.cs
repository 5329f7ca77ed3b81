using ToolRegistry.Api.Pages;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>What a webhook tells, as it is entered.</summary>
public sealed class WebhookForm
{
    /// <summary>Where events are sent; empty: where they are sent now.</summary>
    public string Address { get; set; } = "";

    /// <summary>In what form.</summary>
    public string Format { get; set; } = "cloud_events";

    /// <summary>What is told.</summary>
    public ISet<string> Events { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What is said to people.</summary>
    public string MessageTemplate { get; set; } = "";

    /// <summary>Whether events are told.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The form of a webhook that is on record.</summary>
    public static WebhookForm Of(WebhookView webhook)
    {
        var form = new WebhookForm { Format = webhook.Format, MessageTemplate = webhook.MessageTemplate ?? "", Enabled = webhook.Enabled };
        form.Events.UnionWith(webhook.Events);
        return form;
    }

    /// <summary>A webhook to make.</summary>
    public NewWebhookBody ToNew(string name) => Filled(new NewWebhookBody { Name = name, Events = [] });

    /// <summary>What takes the place of the terms on record.</summary>
    public WebhookTermsBody ToTerms() => Filled(new WebhookTermsBody { Events = [] });

    private T Filled<T>(T empty)
        where T : WebhookTermsBody => (T)(empty with
        {
            Address = Entry.Given(Address),
            Format = Format,
            Events = [.. Events.Order(StringComparer.Ordinal)],
            MessageTemplate = Entry.Given(MessageTemplate),
            Enabled = Enabled,
        });
}
