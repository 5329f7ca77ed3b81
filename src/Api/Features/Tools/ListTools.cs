using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Lists tools.</summary>
internal sealed record ListTools(PageQuery Page, string? Text, string? Publisher, string? Category, string? Owner, string? SupportStatus) : IQuery<Page<ToolSummary>>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class ListToolsHandler(RegisterDbContext db) : IRequestHandler<ListTools, Page<ToolSummary>>
{
    private static readonly Sort<Row> BySlug = Sort<Row>.By("slug", r => r.Slug);
    private static readonly Sort<Row>[] Sorts = [Sort<Row>.By("name", r => r.Name), Sort<Row>.By("publisher", r => r.Publisher), Sort<Row>.By("createdAt", r => r.CreatedAt)];

    public async Task<Page<ToolSummary>> Handle(ListTools request, CancellationToken cancellationToken)
    {
        var tools = db.Tools.AsNoTracking();
        if (request.Text is { } text)
        {
            var pattern = $"%{text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)}%";
            tools = tools.Where(t => EF.Functions.Like(t.Details.Name.ToLower(), pattern, "\\") || EF.Functions.Like(t.Slug, pattern, "\\"));
        }

        if (request.Publisher is { } publisher)
            tools = tools.Where(t => t.Details.Publisher == publisher);
        if (request.Category is { } category)
            tools = tools.Where(t => t.Details.Category == category);
        if (request.Owner is { } owner)
        {
            var person = Domain.Owner.Parse(owner);
            tools = tools.Where(t => t.Details.Owner == person);
        }

        if (request.SupportStatus is { } support)
        {
            var status = Wire.Parse<SupportStatus>(support, "supportStatus");
            tools = tools.Where(t => t.Details.SupportStatus == status);
        }

        var rows = tools.Select(t => new Row { Slug = t.Slug, Name = t.Details.Name, Publisher = t.Details.Publisher, Category = t.Details.Category, Owner = t.Details.Owner, SupportStatus = t.Details.SupportStatus, CreatedAt = t.CreatedAt });
        return await rows.ToPageAsync(request.Page, BySlug, Sorts, r => new ToolSummary(r.Slug, r.Name, r.Publisher, r.Category, r.Owner?.Value, Wire.Name(r.SupportStatus), r.CreatedAt), cancellationToken);
    }

    private sealed class Row
    {
        public required string Slug { get; init; }

        public required string Name { get; init; }

        public required string Publisher { get; init; }

        public string? Category { get; init; }

        public Owner? Owner { get; init; }

        public SupportStatus SupportStatus { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
