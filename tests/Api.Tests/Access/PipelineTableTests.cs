using System.Reflection;
using System.Runtime.CompilerServices;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>The table of roles held to every request that there is, in the pipeline that routes and pages share.</summary>
public sealed class PipelineTableTests(Staff staff) : IClassFixture<Staff>
{
    private const string Passed = "passed";

    private static readonly MethodInfo Sending = typeof(PipelineTableTests).GetMethod(nameof(OutcomeAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly Type[] Requests = [.. typeof(RequestContext).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && AnswerOf(t) is not null)];

    [Fact]
    public void Request_Each_HasARowInTheTable() =>
        Assert.Equal(Requests.Select(t => t.Name).Order(StringComparer.Ordinal), RoleTable.Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Request_OutsideItsRow_IsRefusedAndChangesNothing()
    {
        var before = await staff.Host.DigestAsync();
        var wrong = new List<string>();
        foreach (var request in Requests)
        {
            foreach (var role in RoleTable.Everyone.Except(RoleTable.Rows[request.Name]))
                await ExpectAsync(request, role, "access.forbidden", wrong);
            if (!RoleTable.Public.Contains(request.Name))
                await ExpectAsync(request, role: null, "access.unauthenticated", wrong);
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await staff.Host.DigestAsync());
    }

    [Fact]
    public async Task Request_InsideItsRow_PassesAuthorization()
    {
        var wrong = new List<string>();
        foreach (var request in Requests)
        {
            foreach (var role in RoleTable.Rows[request.Name])
                await ExpectAsync(request, role, Passed, wrong);
            if (RoleTable.Public.Contains(request.Name))
                await ExpectAsync(request, role: null, Passed, wrong);
        }

        Assert.Empty(wrong);
    }

    private static Type? AnswerOf(Type request) =>
        request.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];

    private async Task ExpectAsync(Type request, Role? role, string expected, List<string> wrong)
    {
        var principal = role is { } known ? new Principal(Owner.Parse($"{known}"), [known], Groups: [], "oidc:test") : Principal.Anonymous;
        var outcome = await (Task<string>)Sending.MakeGenericMethod(AnswerOf(request)!).Invoke(this, [Made(request), principal])!;
        if (outcome != expected)
            wrong.Add($"{role?.ToString() ?? "Nobody"} at {request.Name}: {outcome}, expected {expected}");
    }

    /// <summary>What the pipeline makes of a request; whatever comes after authorization is none of this test's business.</summary>
    private async Task<string> OutcomeAsync<T>(IRequest<T> request, Principal principal)
    {
        await using var scope = staff.Host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Principal, context.CorrelationId, context.Route, context.IfMatch) = (principal, "table", "table", Precondition.Any);
        try
        {
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
            return Passed;
        }
        catch (DomainException refusal)
        {
            return refusal.Code.StartsWith("access.", StringComparison.Ordinal) ? refusal.Code : Passed;
        }
        catch (Exception bad) when (bad is ValidationException or SbomException)
        {
            return Passed;
        }
    }

    /// <summary>Something of this type, with what it must have and without sense.</summary>
    private static object? Made(Type type)
    {
        if (type == typeof(string))
            return "made";
        if (type == typeof(byte[]))
            return Array.Empty<byte>();
        if (type == typeof(Stream))
            return new MemoryStream();
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>)))
            return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(c => c.GetParameters() is not [var only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length)!;
        var nullability = new NullabilityInfoContext();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => nullability.Create(p).WriteState == NullabilityState.Nullable ? null : Made(p.ParameterType))]);
        foreach (var member in type.GetProperties().Where(p => p.IsDefined(typeof(RequiredMemberAttribute))))
            member.SetValue(made, Made(member.PropertyType));
        return made;
    }
}
