using MediatR;
using ToolRegistry.Api.Security;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Whatever passes the door: it says what permission it needs.</summary>
internal interface IMessage<out TResponse> : IRequest<TResponse>
{
    static abstract Permission Permission { get; }
}

/// <summary>Reads, and changes nothing.</summary>
internal interface IQuery<out TResponse> : IMessage<TResponse>;

/// <summary>Changes the register, in one transaction with its audit entry, its event and the policy revision.</summary>
internal interface ICommand<out TResponse> : IMessage<TResponse>
{
    /// <summary>The name under which the audit log knows it, such as <c>decision.approve</c>.</summary>
    static abstract string Action { get; }

    /// <summary>The record that it names, such as <c>TR-42</c>; for a new one, its kind.</summary>
    string Subject { get; }
}

/// <summary>A command that creates: an Idempotency-Key makes it safe to repeat.</summary>
internal interface ICreates;

/// <summary>A command whose answer holds a secret: it is never replayed.</summary>
internal interface IAnswersSecret;

/// <summary>A record with its row version, which is its ETag.</summary>
internal sealed record Stored<T>(T Body, int RowVersion);
