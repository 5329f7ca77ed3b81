using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pages;
using ToolRegistry.Client;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Writes every refusal and every failure as problem details (RFC 9457). The one place that knows HTTP statuses of refusals.</summary>
internal sealed class Problems(ILogger<Problems> logger) : IExceptionHandler
{
    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.Invalid => StatusCodes.Status400BadRequest,
        Refusal.Unauthenticated => StatusCodes.Status401Unauthorized,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Conflict => StatusCodes.Status409Conflict,
        Refusal.Stale => StatusCodes.Status412PreconditionFailed,
        Refusal.Contradiction => StatusCodes.Status422UnprocessableEntity,
        Refusal.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        Refusal.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = ProblemOf(exception);
        if (problem.Status >= 500)
            logger.LogError(exception, "Request {CorrelationId} failed", httpContext.TraceIdentifier);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "1";
        if (problem.Status == StatusCodes.Status401Unauthorized)
            httpContext.Response.Headers.WWWAuthenticate = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<Door.TakesBasic>() is null ? "Bearer" : "Bearer, Basic realm=\"ToolRegistry\", charset=\"UTF-8\"";
        await WriteAsync(httpContext, problem);
        return true;
    }

    /// <summary>Gives a body to what the framework refuses without one.</summary>
    public static Task WriteBareStatusAsync(StatusCodeContext context)
    {
        var response = context.HttpContext.Response;
        return WriteAsync(context.HttpContext, response.StatusCode switch
        {
            404 => Problem(404, "route.not-found", "There is nothing at this address."),
            405 => Problem(405, "route.method-not-allowed", $"Use one of: {response.Headers.Allow}."),
            413 => Problem(413, "request.too-large", "The body is larger than this route takes."),
            415 => Problem(415, "request.media-type", "Send the body as application/json, in UTF-8."),
            var status => Problem(status, "request.refused", "The request was refused."),
        });
    }

    /// <summary>Refuses who asks too much.</summary>
    public static Task WriteTooManyAsync(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = $"{seconds}";
        return WriteAsync(context, Problem(429, "request.rate-limited", $"You ask more than one asker may in a minute: try again in {seconds} s, ask many checks in one request, or keep answers until they say they end."));
    }

    private static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        if (ErrorPage.IsWanted(context.Request))
            return ErrorPage.WriteAsync(context, problem);
        problem.Extensions["correlationId"] = context.TraceIdentifier;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(problem).ExecuteAsync(context);
    }

    public static ProblemDetails ProblemOf(Exception exception) => exception switch
    {
        DomainException refusal => Problem(StatusOf(refusal.Refusal), refusal.Code, refusal.Message, refusal.Field is { } field ? new() { [field] = [refusal.Message] } : null),
        SbomException unreadable => Problem(ProblemCatalogue.StatusOf(unreadable.Code), unreadable.Code, unreadable.Message),
        ValidationException validation => Problem(400, "request.invalid", "Some members of the request break a rule; see errors.", ErrorsOf(validation)),
        BadHttpRequestException { StatusCode: 413 } => Problem(413, "request.too-large", "The body is larger than this route takes."),
        BadHttpRequestException { StatusCode: 415 } => Problem(415, "request.media-type", "Send the body as application/json, in UTF-8."),
        BadHttpRequestException { InnerException: JsonException json } => Problem(400, "request.malformed", "The body is not the JSON that this route takes; see errors.", ErrorsOf(json)),
        BadHttpRequestException bad => Problem(bad.StatusCode, "request.malformed", bad.Message),
        AntiforgeryValidationException => Problem(400, "form.expired", "The form is out of date or was not sent from this service: load the page again."),
        DbUpdateConcurrencyException => Problem(412, "precondition.stale", "The record changed since you read it: read it again and repeat the request with the new ETag."),
        _ when DatabaseFailures.IsUniqueViolation(exception) => Problem(409, "record.exists", "Another request put the same record in place: read it, and repeat the request if it is still wanted."),
        _ when DatabaseFailures.IsTaken(exception) => Problem(503, "service.busy", "The register is busy; try again."),
        _ when DatabaseFailures.IsFull(exception) => Problem(503, "service.no-room", "There is no room left on a disk of the register, so nothing was changed. Checks go on; try again when its operators have made room."),
        _ when DatabaseFailures.IsGone(exception) => Problem(503, "service.no-database", "The register's database can't be used now, so nothing was changed. Checks go on; try again later."),
        _ => Problem(500, "service.failed", "The service failed; nothing was changed. Quote the correlation id when you report it."),
    };

    private static ProblemDetails Problem(int status, string code, string detail, Dictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails { Status = status, Type = $"urn:toolregistry:problem:{code}", Title = TitleOf(status), Detail = detail, Extensions = { ["code"] = code } };
        if (errors is not null)
            problem.Extensions["errors"] = errors;
        return problem;
    }

    public static string TitleOf(int status) => status switch
    {
        400 => "The request breaks a rule",
        401 => "Nobody is signed in",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Method not allowed",
        409 => "The state does not allow it",
        412 => "The record changed",
        413 => "Too large",
        415 => "Not JSON",
        422 => "The request contradicts an earlier one",
        428 => "Say which state you mean",
        429 => "Too many requests",
        503 => "Not available now",
        _ => status >= 500 ? "The service failed" : "Refused",
    };

    private static Dictionary<string, string[]> ErrorsOf(ValidationException validation) =>
        validation.Errors.GroupBy(e => WireName(e.PropertyName), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(e => e.ErrorMessage).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private static Dictionary<string, string[]> ErrorsOf(JsonException json)
    {
        var (member, message) = WireJson.Explain(json);
        return new() { [member] = [message] };
    }

    /// <summary><c>Body.Phases[0].From</c> is <c>phases[0].from</c> to the one who wrote the body.</summary>
    private static string WireName(string property) =>
        string.Join('.', property.Split('.').SkipWhile(part => part == "Body").Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
