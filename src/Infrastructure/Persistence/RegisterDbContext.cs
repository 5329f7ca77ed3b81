using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Santa;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>The register's one model, for every provider.</summary>
public abstract class RegisterDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The shadow property that counts a record's changes; the ETag.</summary>
    public const string RowVersion = nameof(RowVersion);

    /// <summary>Tools.</summary>
    public DbSet<Tool> Tools => Set<Tool>();

    /// <summary>Keys that one tool alone may have.</summary>
    public DbSet<ToolKey> ToolKeys => Set<ToolKey>();

    /// <summary>Claims.</summary>
    public DbSet<Claim> Claims => Set<Claim>();

    /// <summary>Evidence.</summary>
    public DbSet<EvidenceRecord> Evidence => Set<EvidenceRecord>();

    /// <summary>Stored copies of evidence.</summary>
    public DbSet<StoredCopy> Copies => Set<StoredCopy>();

    /// <summary>Risk assessments.</summary>
    public DbSet<RiskAssessment> Assessments => Set<RiskAssessment>();

    /// <summary>Decisions.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>What changed since decisions were approved.</summary>
    public DbSet<DecisionChange> DecisionChanges => Set<DecisionChange>();

    /// <summary>Exceptions.</summary>
    public DbSet<ExceptionRecord> Exceptions => Set<ExceptionRecord>();

    /// <summary>Requests.</summary>
    public DbSet<Request> Requests => Set<Request>();

    /// <summary>Channels.</summary>
    public DbSet<Channel> Channels => Set<Channel>();

    /// <summary>API tokens.</summary>
    public DbSet<ApiToken> Tokens => Set<ApiToken>();

    /// <summary>Signing keys.</summary>
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    /// <summary>Keys that protect cookies and forms.</summary>
    public DbSet<SessionKey> SessionKeys => Set<SessionKey>();

    /// <summary>Sessions that were ended before their time.</summary>
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();

    /// <summary>The setup code, while there is one.</summary>
    public DbSet<SetupCode> SetupCodes => Set<SetupCode>();

    /// <summary>The end of the audit chain.</summary>
    public DbSet<AuditHead> AuditHead => Set<AuditHead>();

    /// <summary>The audit chain.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>The policy revision.</summary>
    public DbSet<PolicyHead> PolicyHead => Set<PolicyHead>();

    /// <summary>What verdicts need, by policy revision.</summary>
    public DbSet<PolicyFact> PolicyFacts => Set<PolicyFact>();

    /// <summary>Who is told of events.</summary>
    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>Events that are told.</summary>
    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    /// <summary>Which webhook is told which event.</summary>
    public DbSet<WebhookDelivery> Deliveries => Set<WebhookDelivery>();

    /// <summary>Attempts to deliver.</summary>
    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    /// <summary>Up to when the clock was watched.</summary>
    public DbSet<EventWatch> EventWatch => Set<EventWatch>();

    /// <summary>Who pulled which exports.</summary>
    public DbSet<ExportPull> ExportPulls => Set<ExportPull>();

    /// <summary>Macs whose Santa syncs with a channel.</summary>
    public DbSet<SantaMachine> SantaMachines => Set<SantaMachine>();

    /// <summary>Rules of Santa as they were delivered.</summary>
    public DbSet<SantaDelivery> SantaDeliveries => Set<SantaDelivery>();

    /// <summary>How often what was asked.</summary>
    public DbSet<CheckCount> CheckCounts => Set<CheckCount>();

    /// <summary>Answers kept for repeated requests.</summary>
    public DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();

    /// <summary>The collation under which text compares by code unit, as it does in code; null where that is the default.</summary>
    protected abstract string? OrdinalCollation { get; }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can't sort DateTimeOffset; ticks sort alike everywhere.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        var texts = new PropertiesConfigurationBuilder[]
        {
            configurationBuilder.Properties<string>(),
            configurationBuilder.Properties<Owner>().HaveConversion<OwnerText>().HaveMaxLength(Owner.MaxLength),
            configurationBuilder.Properties<VersionRange>().HaveConversion<RangeText>(),
            configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40),
        };
        if (OrdinalCollation is not { } collation)
            return;
        foreach (var text in texts)
            text.UseCollation(collation);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Tool>(ConfigureTool);
        modelBuilder.Entity<Decision>(ConfigureDecision);
        modelBuilder.Entity<ExceptionRecord>(ConfigureException);
        modelBuilder.Entity<DecisionChange>(ConfigureChange);
        modelBuilder.Entity<ToolKey>(e => { e.HasKey(k => k.Hash); e.Property(k => k.Hash).HasMaxLength(64); e.Property(k => k.Tool).HasMaxLength(80); e.HasIndex(k => k.Tool); });
        modelBuilder.Entity<Claim>(e => { Numbered(e, c => c.Number); e.Property(c => c.Tool).HasMaxLength(80); e.HasIndex(c => c.Tool); Json(e.Property(c => c.History)); });
        modelBuilder.Entity<RiskAssessment>(e => { Numbered(e, a => a.Number); e.Property(a => a.Tool).HasMaxLength(80); e.HasIndex(a => a.Tool); Json(e.Property(a => a.Factors)); });
        modelBuilder.Entity<EvidenceRecord>(e => { Numbered(e, r => r.Number); e.Property(r => r.Tool).HasMaxLength(80); e.HasIndex(r => r.Tool); Json(e.Property(r => r.Content)); Json(e.Property(r => r.History)); });
        modelBuilder.Entity<StoredCopy>(e => { e.HasKey(c => c.Sha256); e.Property(c => c.Sha256).HasMaxLength(64); });
        modelBuilder.Entity<Request>(e => { Numbered(e, r => r.Number); e.HasIndex(r => r.State); });
        modelBuilder.Entity<Channel>(e => { e.HasKey(c => c.Name); e.Property(c => c.Name).HasMaxLength(80); e.Property<int>(RowVersion).IsConcurrencyToken(); Json(e.Property(c => c.Terms)); Json(e.Property(c => c.Pending)); });
        modelBuilder.Entity<ApiToken>(OperationModel.ConfigureToken);
        modelBuilder.Entity<SigningKey>(e => e.Property(k => k.Id).HasMaxLength(32));
        modelBuilder.Entity<SessionKey>(e => { e.HasKey(k => k.Name); e.Property(k => k.Name).HasMaxLength(100); });
        modelBuilder.Entity<EndedSession>(e => { e.HasKey(s => s.Key); e.Property(s => s.Key).HasMaxLength(64); e.HasIndex(s => s.ForgetAt); });
        modelBuilder.Entity<SetupCode>(e => { e.Property(c => c.Id).ValueGeneratedNever(); e.Property(c => c.Hash).HasMaxLength(64); });
        modelBuilder.Entity<AuditHead>(e => { e.Property(h => h.Id).ValueGeneratedNever(); e.Property(h => h.Hash).HasMaxLength(64); e.HasData(new AuditHead { Hash = Domain.Auditing.AuditChain.Genesis }); });
        modelBuilder.Entity<AuditRow>(OperationModel.ConfigureAudit);
        modelBuilder.Entity<PolicyHead>(e => { e.Property(h => h.Id).ValueGeneratedNever(); e.HasData(new PolicyHead { ChangedAt = DateTimeOffset.UnixEpoch }); });
        modelBuilder.Entity<PolicyFact>(OperationModel.ConfigureFact);
        modelBuilder.Entity<Webhook>(WebhookModel.ConfigureWebhook);
        modelBuilder.Entity<OutboxEvent>(WebhookModel.ConfigureEvent);
        modelBuilder.Entity<WebhookDelivery>(WebhookModel.ConfigureDelivery);
        modelBuilder.Entity<DeliveryAttempt>(e => { e.HasKey(a => new { a.Webhook, a.Event, a.Attempt }); e.Property(a => a.Webhook).HasMaxLength(80); e.Property(a => a.Failure).HasMaxLength(100); e.HasIndex(a => a.Event); });
        modelBuilder.Entity<EventWatch>(e => { e.Property(w => w.Id).ValueGeneratedNever(); e.HasData(new EventWatch()); });
        modelBuilder.Entity<CheckCount>(OperationModel.ConfigureCount);
        modelBuilder.Entity<ExportPull>(OperationModel.ConfigurePull);
        modelBuilder.Entity<SantaMachine>(OperationModel.ConfigureMachine);
        modelBuilder.Entity<SantaDelivery>(e => { e.HasKey(d => d.Sha256); e.Property(d => d.Sha256).HasMaxLength(64); });
        modelBuilder.Entity<IdempotencyRecord>(e => { e.HasKey(r => r.Key); e.Property(r => r.Key).HasMaxLength(64); e.Property(r => r.RequestHash).HasMaxLength(64); e.HasIndex(r => r.ExpiresAt); });
    }

    private static void ConfigureTool(EntityTypeBuilder<Tool> tool)
    {
        tool.HasKey(t => t.Slug);
        tool.Property(t => t.Slug).HasMaxLength(80);
        tool.Property<int>(RowVersion).IsConcurrencyToken();
        tool.ComplexProperty(t => t.Details, d =>
        {
            d.Property(x => x.Name).HasMaxLength(300).HasColumnName("Name");
            d.Property(x => x.Publisher).HasMaxLength(200).HasColumnName("Publisher");
            d.Property(x => x.Category).HasMaxLength(100).HasColumnName("Category");
            d.Property(x => x.BusinessPurpose).HasColumnName("BusinessPurpose");
            d.Property(x => x.Owner).HasColumnName("Owner");
            d.Property(x => x.SupportStatus).HasColumnName("SupportStatus");
            d.Property(x => x.EndOfSupport).HasColumnName("EndOfSupport");
            d.Property(x => x.LastVerifiedAt).HasColumnName("LastVerifiedAt");
        });
        Json(tool.Property(t => t.Identity));
        Json(tool.Property(t => t.PendingIdentity));
        tool.HasIndex(t => t.CreatedAt);
        tool.OwnsMany(t => t.Releases, r =>
        {
            r.ToTable("Releases");
            r.WithOwner().HasForeignKey("Tool");
            r.Property<string>("Tool").HasMaxLength(80);
            r.Property(x => x.Version).HasMaxLength(200);
            r.HasKey("Tool", nameof(Release.Version));
        });
    }

    private static void ConfigureDecision(EntityTypeBuilder<Decision> decision)
    {
        Numbered(decision, d => d.Number);
        decision.Property(d => d.Tool).HasMaxLength(80);
        decision.HasIndex(d => d.Tool);
        decision.Ignore(d => d.InForce).Ignore(d => d.Pending).Ignore(d => d.Foremost).Ignore(d => d.Substance);
        decision.OwnsMany(d => d.Revisions, r =>
        {
            r.ToTable("DecisionRevisions");
            r.WithOwner().HasForeignKey("Decision");
            r.Property(x => x.Number).ValueGeneratedNever();
            r.HasKey("Decision", nameof(DecisionRevision.Number));
            // By decision first: with the state alone, SQLite goes through the approved revisions of all decisions for each one.
            r.HasIndex("Decision", nameof(DecisionRevision.State));
            Json(r.Property(x => x.Terms));
            Json(r.Property(x => x.Review));
            r.HasIndex(x => x.ReviewBy);
            Json(r.Property(x => x.Support));
            Json(r.Property(x => x.Expedition));
            Json(r.Property(x => x.Exceptions));
        });
    }

    private static void ConfigureChange(EntityTypeBuilder<DecisionChange> change)
    {
        change.HasKey(c => new { c.Decision, c.Seq, c.Subject });
        change.Property(c => c.Subject).HasMaxLength(DecisionChange.MaxSubjectLength);
        change.HasIndex(c => c.IsOpen);
    }

    private static void ConfigureException(EntityTypeBuilder<ExceptionRecord> exception)
    {
        Numbered(exception, e => e.Number);
        exception.HasIndex(e => e.Decision);
        Json(exception.Property(e => e.Terms));
        Json(exception.Property(e => e.Review));
    }

    private static void Numbered<T>(EntityTypeBuilder<T> entity, System.Linq.Expressions.Expression<Func<T, int>> number)
        where T : class
    {
        var name = ((System.Linq.Expressions.MemberExpression)number.Body).Member.Name;
        entity.HasKey(name);
        entity.Property(number).ValueGeneratedNever();
        entity.Property<int>(RowVersion).IsConcurrencyToken();
    }

    internal static void Json<T>(PropertyBuilder<T> property) =>
        property.HasConversion(
            new ValueConverter<T, string>(value => StoredJson.Write(value), json => StoredJson.Read<T>(json)),
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b) || StoredJson.Write(a) == StoredJson.Write(b), value => StringComparer.Ordinal.GetHashCode(StoredJson.Write(value)), value => value));

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class OwnerText() : ValueConverter<Owner, string>(owner => owner.Value, text => Owner.Parse(text));

    private sealed class RangeText() : ValueConverter<VersionRange, string>(range => range.ToString(), text => VersionRange.Parse(text));
}
