using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Webhooks;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>One webhook: what it tells, what it was told of, and what was tried.</summary>
public sealed partial class WebhookDetailPage
{
    private Stored<WebhookView>? stored;
    private WebhookForm form = new();
    private ProblemDetails? problem;
    private IReadOnlyList<DeliveryView> deliveries = [];
    private DeliveryDetailView? opened;
    private string? next;
    private string? secret;
    private string? done;
    private bool mayManage;

    /// <summary>The webhook's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Where the page of deliveries begins.</summary>
    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        mayManage = await Desk.MayAsync(Permission.ManageWebhooks);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (stored, problem) = await Desk.TryAsync(new GetWebhook(Name));
        if (stored is null)
            return;
        form = WebhookForm.Of(stored.Body);
        (deliveries, next) = await Desk.SendAsync(new ListDeliveries(new PageQuery(Limit: null, Cursor, Sort: null), Name, State: null));
    }

    private async Task ChangeAsync()
    {
        var (after, refusal) = await Desk.TryAsync(new ChangeWebhook(Name, form.ToTerms()), stored!.RowVersion);
        await TellAsync(refusal, UiText.IsOnRecord, isDone: after is not null);
    }

    private async Task RotateAsync()
    {
        var (after, refusal) = await Desk.TryAsync(new RotateWebhookSecret(Name), stored!.RowVersion);
        await TellAsync(refusal, UiText.IsOnRecord, isDone: after is not null);
        secret = after?.Body.Secret;
    }

    private async Task TestAsync()
    {
        var (sent, refusal) = await Desk.TryAsync(new TestWebhook(Name));
        await TellAsync(refusal, UiText.WebhookIsSent, isDone: sent is not null);
    }

    private async Task ResendAsync(DeliveryView delivery)
    {
        var (sent, refusal) = await Desk.TryAsync(new ResendDelivery(Name, delivery.Event.ToString()));
        await TellAsync(refusal, UiText.WebhookIsSent, isDone: sent is not null);
    }

    private async Task ResendDeadAsync()
    {
        var (sent, refusal) = await Desk.TryAsync(new ResendDead(Name));
        await TellAsync(refusal, UiText.WebhookIsSent, isDone: sent is not null);
    }

    private async Task ShowAsync(DeliveryView delivery) => (opened, problem) = await Desk.TryAsync(new GetDelivery(Name, delivery.Event.ToString()));

    private async Task TellAsync(ProblemDetails? refusal, string told, bool isDone)
    {
        (done, secret, opened) = (isDone ? told : null, null, null);
        // What was entered stays for as long as it is refused.
        if (isDone)
            await LoadAsync();
        problem = refusal;
    }
}
