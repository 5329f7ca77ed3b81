using System.Collections.Concurrent;
using MediatR;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>The types of the requests that came as far as their handlers.</summary>
internal sealed class SentRequests
{
    private readonly ConcurrentDictionary<Type, byte> types = new();

    /// <summary>Every request type that a handler of the service takes.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(Host).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false })
            .SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(i => i.GenericTypeArguments[0])
            .Distinct(),
    ];

    public IEnumerable<Type> Missing => All.Where(t => !types.ContainsKey(t));

    public void Add(Type type) => types.TryAdd(type, 0);
}

/// <summary>Stands next to the handler, behind all that may refuse a request.</summary>
internal sealed class SentRequestsBehavior<TRequest, TResponse>(SentRequests sent) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        sent.Add(typeof(TRequest));
        return next();
    }
}
