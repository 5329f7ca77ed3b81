using FluentValidation;
using MediatR;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Registers the mediator, its handlers and the behaviours in the order in which they stand around a handler.</summary>
internal static class MediatorSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        // Checks go through the same door, and never touch the database.
        services.AddScoped(provider => new Lazy<RegisterDbContext>(provider.GetRequiredService<RegisterDbContext>));
        services.AddScoped(provider => new Lazy<CommandTransaction>(provider.GetRequiredService<CommandTransaction>));
        foreach (var handler in typeof(MediatorSetup).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            foreach (var contract in handler.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
                services.AddScoped(contract, handler);
        }

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(RefusalBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehavior<,>));
        services.AddValidatorsFromAssemblyContaining<RequestContext>(ServiceLifetime.Singleton, includeInternalTypes: true);
        return services.AddSingleton<RefusalCounter>().AddScoped<RequestContext>();
    }
}
