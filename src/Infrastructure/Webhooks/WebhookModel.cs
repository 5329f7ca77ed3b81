using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>How events and who is told of them stand in the database.</summary>
internal static class WebhookModel
{
    private const int MaxName = Domain.Identity.Slugs.MaxLength;

    public static void ConfigureWebhook(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.HasKey(w => w.Name);
        webhook.Property(w => w.Name).HasMaxLength(MaxName);
        webhook.Property<int>(RegisterDbContext.RowVersion).IsConcurrencyToken();
        RegisterDbContext.Json(webhook.Property(w => w.Terms));
        RegisterDbContext.Json(webhook.Property(w => w.Secrets));
    }

    public static void ConfigureEvent(EntityTypeBuilder<OutboxEvent> told)
    {
        told.HasKey(e => e.Seq);
        told.Property(e => e.Seq).ValueGeneratedNever();
        told.Property(e => e.Type).HasMaxLength(100);
        told.Property(e => e.Subject).HasMaxLength(AuditRow.MaxSubjectLength);
        told.HasIndex(e => e.Id).IsUnique();
        told.HasIndex(e => new { e.Subject, e.Type });
        told.HasIndex(e => e.At);
    }

    public static void ConfigureDelivery(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.HasKey(d => new { d.Webhook, d.Event });
        delivery.Property(d => d.Webhook).HasMaxLength(MaxName);
        delivery.Property(d => d.Subject).HasMaxLength(AuditRow.MaxSubjectLength);
        delivery.HasIndex(d => new { d.State, d.DueAt });
        delivery.HasIndex(d => new { d.Webhook, d.Subject, d.State });
        delivery.HasIndex(d => d.Event);
    }
}
