using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Changes what is on record of a tool beside what it is recognised by.</summary>
internal sealed record DescribeTool(string Slug, ToolDetailsBody Body) : ICommand<Stored<ToolView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "tool.describe";

    public string Subject => Slug;
}

internal sealed class DescribeToolValidator : AbstractValidator<DescribeTool>
{
    public DescribeToolValidator() => RuleFor(c => c.Body).SetValidator(new ToolDetailsValidator());
}

internal sealed class DescribeToolHandler(RegisterDbContext db, RequestContext context) : IRequestHandler<DescribeTool, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(DescribeTool request, CancellationToken cancellationToken)
    {
        var tool = await db.ForChangeAsync<Tool>(request.Slug, context.IfMatch, cancellationToken);
        tool.Describe(ToolViews.DetailsOf(request.Body));
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), db.RowVersionOf(tool));
    }
}
