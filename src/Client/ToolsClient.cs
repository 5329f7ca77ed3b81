namespace ToolRegistry.Client;

/// <summary>Which tools. What is null narrows nothing.</summary>
/// <param name="Text">Part of the name or the slug, in any case.</param>
/// <param name="Publisher">The publisher, exactly.</param>
/// <param name="Category">The category, exactly.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="SupportStatus"><c>unknown</c>, <c>supported</c> or <c>unsupported</c>.</param>
public sealed record ToolFilter(string? Text = null, string? Publisher = null, string? Category = null, string? Owner = null, string? SupportStatus = null);

/// <summary>Tools, their identifiers and releases: <c>/v1/tools</c>.</summary>
/// <remarks>
/// <c>ifMatch</c> is the ETag of the state that was seen, or <c>*</c> for any. An <c>idempotencyKey</c>, 1 to 200 visible ASCII
/// characters, makes it safe to ask again when the answer was lost.
/// </remarks>
public sealed class ToolsClient
{
    private readonly Calls calls;

    internal ToolsClient(Calls calls) => this.calls = calls;

    /// <summary>Lists tools; they sort by <c>slug</c>, <c>name</c>, <c>publisher</c> or <c>createdAt</c>.</summary>
    public Task<Answer<Page<ToolSummary>>> ListAsync(ToolFilter filter, PageRequest page, CancellationToken ct = default) =>
        calls.GetAsync<Page<ToolSummary>>(
            Calls.Address("tools", [("q", filter.Text), ("publisher", filter.Publisher), ("category", filter.Category), ("owner", filter.Owner), ("supportStatus", filter.SupportStatus), .. Calls.Of(page)]),
            ct);

    /// <summary>Reads a tool.</summary>
    public Task<Answer<ToolView>> GetAsync(string slug, CancellationToken ct = default) => calls.GetAsync<ToolView>(Of(slug), ct);

    /// <summary>Puts a tool on record.</summary>
    public Task<Answer<ToolView>> RegisterAsync(NewToolBody tool, string? idempotencyKey = null, CancellationToken ct = default) =>
        calls.PostAsync<ToolView>("tools", tool, ifMatch: null, idempotencyKey, ct);

    /// <summary>Changes what is on record of a tool beside what it is recognised by.</summary>
    public Task<Answer<ToolView>> DescribeAsync(string slug, ToolDetailsBody details, string ifMatch, CancellationToken ct = default) =>
        calls.PutAsync<ToolView>(Of(slug), details, ifMatch, ct);

    /// <summary>Reads by what a tool is recognised, in the form in which it is replaced.</summary>
    public Task<Answer<IdentityBody>> GetIdentityAsync(string slug, CancellationToken ct = default) => calls.GetAsync<IdentityBody>(Identifiers(slug), ct);

    /// <summary>Replaces by what a tool is recognised. While a decision on it is approved the change waits as <see cref="ToolView.Pending"/>.</summary>
    public Task<Answer<ToolView>> IdentifyAsync(string slug, IdentityBody identity, string ifMatch, CancellationToken ct = default) =>
        calls.PutAsync<ToolView>(Identifiers(slug), identity, ifMatch, ct);

    /// <summary>Adds an identifier. While a decision on the tool is approved the change waits as <see cref="ToolView.Pending"/>.</summary>
    public Task<Answer<ToolView>> AddIdentifierAsync(string slug, IdentifierBody identifier, string ifMatch, string? idempotencyKey = null, CancellationToken ct = default) =>
        calls.PostAsync<ToolView>(Identifiers(slug), identifier, ifMatch, idempotencyKey, ct);

    /// <summary>Approves the change of identity that waits, as another person than its authors.</summary>
    public Task<Answer<ToolView>> ApproveIdentityAsync(string slug, string ifMatch, CancellationToken ct = default) =>
        calls.PostAsync<ToolView>($"{Identifiers(slug)}/approve", body: null, ifMatch, idempotencyKey: null, ct);

    /// <summary>Drops the change of identity that waits.</summary>
    public Task<Answer<ToolView>> RejectIdentityAsync(string slug, string ifMatch, CancellationToken ct = default) =>
        calls.PostAsync<ToolView>($"{Identifiers(slug)}/reject", body: null, ifMatch, idempotencyKey: null, ct);

    /// <summary>Lists a tool's releases.</summary>
    public Task<Answer<ReleaseList>> ReleasesAsync(string slug, CancellationToken ct = default) => calls.GetAsync<ReleaseList>($"{Of(slug)}/releases", ct);

    /// <summary>Puts a release on record. While a decision on the tool is approved its artifacts wait as <see cref="ToolView.Pending"/>.</summary>
    public Task<Answer<ToolView>> AddReleaseAsync(string slug, ReleaseBody release, string ifMatch, string? idempotencyKey = null, CancellationToken ct = default) =>
        calls.PostAsync<ToolView>($"{Of(slug)}/releases", release, ifMatch, idempotencyKey, ct);

    private static string Of(string slug) => $"tools/{Uri.EscapeDataString(slug)}";

    private static string Identifiers(string slug) => $"{Of(slug)}/identifiers";
}
