using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Santa;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>How what the service keeps for its own operation stands in the database, beside the records of the register.</summary>
internal static class OperationModel
{
    public static void ConfigureToken(EntityTypeBuilder<ApiToken> token)
    {
        token.Property(t => t.Id).HasMaxLength(32);
        token.Property(t => t.Name).HasMaxLength(200);
        token.Property(t => t.Hash).HasMaxLength(64);
        token.HasIndex(t => t.Hash).IsUnique();
        token.Property<int>(RegisterDbContext.RowVersion).IsConcurrencyToken();
        RegisterDbContext.Json(token.Property(t => t.Groups));
    }

    public static void ConfigureAudit(EntityTypeBuilder<AuditRow> audit)
    {
        audit.HasKey(a => a.Seq);
        audit.Property(a => a.Seq).ValueGeneratedNever();
        audit.Property(a => a.Owner).HasMaxLength(Owner.MaxLength);
        audit.Property(a => a.Action).HasMaxLength(100);
        audit.Property(a => a.Subject).HasMaxLength(AuditRow.MaxSubjectLength);
        audit.Property(a => a.Outcome).HasMaxLength(20);
        audit.Property(a => a.Code).HasMaxLength(100);
        audit.Property(a => a.PreviousHash).HasMaxLength(64);
        audit.Property(a => a.Hash).HasMaxLength(64);
        audit.HasIndex(a => a.Subject);
    }

    public static void ConfigureFact(EntityTypeBuilder<PolicyFact> fact)
    {
        fact.HasKey(f => new { f.Kind, f.Key, f.FromRevision });
        fact.Property(f => f.Kind).HasMaxLength(20);
        fact.Property(f => f.Key).HasMaxLength(80);
        fact.HasIndex(f => f.ToRevision);
        fact.HasIndex(f => f.FromRevision);
    }

    public static void ConfigurePull(EntityTypeBuilder<ExportPull> pull)
    {
        pull.HasKey(p => new { p.Channel, p.Target, p.Puller, p.Sha256 });
        pull.Property(p => p.Channel).HasMaxLength(80);
        pull.Property(p => p.Target).HasMaxLength(80);
        pull.Property(p => p.Puller).HasMaxLength(Owner.MaxLength);
        pull.Property(p => p.Sha256).HasMaxLength(64);
        pull.HasIndex(p => p.LastAt);
    }

    public static void ConfigureMachine(EntityTypeBuilder<SantaMachine> machine)
    {
        machine.HasKey(m => new { m.Channel, m.Machine });
        machine.Property(m => m.Channel).HasMaxLength(80);
        machine.Property(m => m.Machine).HasMaxLength(SantaMachine.MaxIdLength);
        machine.Property(m => m.Held).HasMaxLength(64);
        machine.Property(m => m.Wanted).HasMaxLength(64);
        machine.Property(m => m.From).HasMaxLength(64);
        machine.Property(m => m.RulesHash).HasMaxLength(SantaMachine.MaxRulesHashLength);
        machine.HasIndex(m => m.LastAt);
    }

    public static void ConfigureCount(EntityTypeBuilder<CheckCount> count)
    {
        count.HasKey(c => new { c.Hour, c.Key });
        count.Property(c => c.Key).HasMaxLength(64);
        count.Property(c => c.Tool).HasMaxLength(80);
        count.Property(c => c.Subject).HasMaxLength(CheckUse.MaxSubjectLength);
        count.Property(c => c.Version).HasMaxLength(CheckUse.MaxVersionLength);
        count.Property(c => c.Environment).HasMaxLength(20);
        count.Property(c => c.Outcome).HasMaxLength(20);
        count.HasIndex(c => new { c.Tool, c.Hour });
    }
}
