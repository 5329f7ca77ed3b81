using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Who asks and under what conditions; filled once at the door, whichever door it is.</summary>
internal sealed class RequestContext
{
    public Principal Principal { get; set; } = Principal.Anonymous;

    public string CorrelationId { get; set; } = "";

    /// <summary>The route as it is registered, without its values.</summary>
    public string Route { get; set; } = "";

    /// <summary>The state of the record that the asker means, or null when nothing was said.</summary>
    public Precondition? IfMatch { get; set; }

    public string? IdempotencyKey { get; set; }

    /// <summary>Set when nothing is done but to answer what was answered before.</summary>
    public bool IsReplay { get; set; }
}
