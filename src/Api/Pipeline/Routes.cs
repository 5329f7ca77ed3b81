using System.Net.Mime;
using MediatR;
using Microsoft.OpenApi;

namespace ToolRegistry.Api.Pipeline;

/// <summary>What a route's documentation and the door need to know of it.</summary>
/// <param name="Request">The message that it sends.</param>
/// <param name="Codes">The codes with which it refuses, beside those of its kind.</param>
internal sealed record RouteFacts(Type Request, IReadOnlyList<string> Codes)
{
    /// <summary>Whether it takes If-Match: always (true), if given (null) or never (false).</summary>
    public bool? TakesPrecondition { get; init; } = false;

    /// <summary>Whether it takes an Idempotency-Key.</summary>
    public bool TakesIdempotencyKey => Request.IsAssignableTo(typeof(ICreates));

    /// <summary>Whether it changes the register.</summary>
    public bool IsCommand => Request.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));

    /// <summary>Whether it answers page by page.</summary>
    public bool IsList { get; init; }
}

/// <summary>Registers routes: name, summary, answer and refusals in one place.</summary>
internal static class Routes
{
    /// <summary>Documents a route.</summary>
    public static RouteHandlerBuilder Says<TRequest, TAnswer>(this RouteHandlerBuilder route, string summary, int status, params string[] codes) =>
        route.WithName(typeof(TRequest).Name).WithSummary(summary).Produces<TAnswer>(status).WithMetadata(new RouteFacts(typeof(TRequest), codes));

    /// <summary>Documents a route that answers with text.</summary>
    public static RouteHandlerBuilder Writes<TRequest>(this RouteHandlerBuilder route, string summary, IReadOnlyList<string> mediaTypes, params string[] codes) =>
        route.WithName(typeof(TRequest).Name).WithSummary(summary).Produces<string>(StatusCodes.Status200OK, mediaTypes[0], [.. mediaTypes.Skip(1)]).WithMetadata(new RouteFacts(typeof(TRequest), codes));

    /// <summary>Documents a route that lists.</summary>
    public static RouteHandlerBuilder Lists<TRequest, TItem>(this RouteHandlerBuilder route, string summary, params string[] codes) =>
        route.WithName(typeof(TRequest).Name).WithSummary(summary).Produces<Client.Page<TItem>>(StatusCodes.Status200OK).WithMetadata(new RouteFacts(typeof(TRequest), codes) { IsList = true });

    /// <summary>Documents other forms of a route's answer, as text of these media types.</summary>
    public static RouteHandlerBuilder AlsoAnswers(this RouteHandlerBuilder route, params string[] mediaTypes) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            // A second Produces of the same status would take the place of the first.
            foreach (var mediaType in mediaTypes)
                operation.Responses!["200"].Content!.Add(mediaType, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            return Task.CompletedTask;
        });

    /// <summary>Documents that a route saves its answer to who has it already.</summary>
    public static RouteHandlerBuilder SavesWhatIsKnown(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(OpenApiSetup.Header("If-None-Match", required: false, "The ETag of the answer that is known.", "\"7d4a\""));
            operation.Responses!["304"] = new OpenApiResponse { Description = "The answer is the one that If-None-Match names." };
            return Task.CompletedTask;
        });

    /// <summary>Documents of a route that takes bytes what they are, and as what they may be announced.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string description, IReadOnlyCollection<string> mediaTypes) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody!.Description = description;
            var content = operation.RequestBody.Content!;
            var bytes = content[MediaTypeNames.Application.Octet];
            content.Clear();
            foreach (var mediaType in mediaTypes)
                content.Add(mediaType, bytes);
            return Task.CompletedTask;
        });

    /// <summary>Documents a route that answers with bytes.</summary>
    public static RouteHandlerBuilder Downloads<TRequest>(this RouteHandlerBuilder route, string summary, params string[] codes) =>
        route.WithName(typeof(TRequest).Name).WithSummary(summary).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet).WithMetadata(new RouteFacts(typeof(TRequest), codes));

    /// <summary>Documents a route that changes a record in the state that If-Match names.</summary>
    public static RouteHandlerBuilder Changes<TRequest, TAnswer>(this RouteHandlerBuilder route, string summary, int status, params string[] codes) =>
        route.WithName(typeof(TRequest).Name).WithSummary(summary).Produces<TAnswer>(status).WithMetadata(new RouteFacts(typeof(TRequest), codes) { TakesPrecondition = true });

    /// <summary>Documents a route that adds to a record; If-Match holds if it is given.</summary>
    public static RouteHandlerBuilder Adds<TRequest, TAnswer>(this RouteHandlerBuilder route, string summary, params string[] codes) =>
        route.WithName(typeof(TRequest).Name).WithSummary(summary).Produces<TAnswer>(StatusCodes.Status201Created).WithMetadata(new RouteFacts(typeof(TRequest), codes) { TakesPrecondition = null });

    /// <summary>Sends a message and answers with the record and its ETag.</summary>
    public static async Task<Reply<T>> OkAsync<T>(this IMediator mediator, IRequest<Stored<T>> request, CancellationToken ct) =>
        Reply.Ok(await mediator.Send(request, ct));

    /// <summary>Sends a message and answers with the new record, its ETag and where it is.</summary>
    public static async Task<Reply<T>> CreatedAsync<T>(this IMediator mediator, IRequest<Stored<T>> request, Func<T, string> location, CancellationToken ct)
    {
        var stored = await mediator.Send(request, ct);
        return Reply.Created(stored, location(stored.Body));
    }
}
