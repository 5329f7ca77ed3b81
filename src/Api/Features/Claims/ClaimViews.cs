using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Api.Features.Claims;

internal static class ClaimViews
{
    public static ClaimView Of(Claim claim) =>
        new(Numbers.Format(Numbers.Claim, claim.Number), claim.Tool, claim.Range.ToString(), Wire.Name(claim.Status), claim.Statement, claim.CreatedBy.Value, claim.CreatedAt);
}
