using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Says how faithfully a target says what a channel delivers.</summary>
internal sealed record GetFidelity(string Target, string? Channel, DateTimeOffset? At) : IQuery<FidelityReport>
{
    public static Permission Permission => Permission.PullExports;
}

internal sealed class GetFidelityHandler(ChannelExports exports) : IRequestHandler<GetFidelity, FidelityReport>
{
    public Task<FidelityReport> Handle(GetFidelity request, CancellationToken cancellationToken)
    {
        var (target, export, at) = exports.Of(request.Target, request.Channel, request.At);
        var (counts, refusal) = ExportAcceptance.Of(target, export);
        return Task.FromResult(new FidelityReport
        {
            Target = target.Info.Name,
            Channel = export.Channel,
            At = at,
            Revision = export.Revision,
            Accepted = refusal is null,
            Counts = counts.ToDictionary(c => Wire.Name(c.Key), c => c.Value, StringComparer.Ordinal),
            Findings = ExportAcceptance.Judge(target, export).Select(j => Of(j.Rule, j.Finding)),
        });
    }

    private static FidelityFinding Of(ExportRule rule, Finding finding) =>
        new(rule.Number, rule.Tool.Slug, rule.Disposition is { } now ? Wire.Name(now) : null, Wire.Name(finding.Fidelity), finding.Reason, finding.Mend);
}
