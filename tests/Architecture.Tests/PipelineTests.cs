using System.Reflection;
using FluentValidation;

namespace ToolRegistry.Architecture.Tests;

/// <summary>What the pipeline needs of every use case.</summary>
public sealed class PipelineTests
{
    private static readonly Assembly Api = Assembly.Load("ToolRegistry.Api");

    private static readonly Type Command = Api.GetType("ToolRegistry.Api.Pipeline.ICommand`1", throwOnError: true)!;

    private static readonly Type Message = Api.GetType("ToolRegistry.Api.Pipeline.IMessage`1", throwOnError: true)!;

    private static readonly Type Creates = Api.GetType("ToolRegistry.Api.Pipeline.ICreates", throwOnError: true)!;

    public static TheoryData<string> Commands => [.. Concrete(Command).Select(t => t.FullName!)];

    public static TheoryData<string> Messages => [.. Concrete(Message).Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_HasAValidator(string command)
    {
        var type = Api.GetType(command)!;
        Assert.Single(Api.GetTypes(), t => !t.IsAbstract && typeof(IValidator<>).MakeGenericType(type).IsAssignableFrom(t));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_HasOneHandler_InItsOwnFolder(string message)
    {
        var type = Api.GetType(message)!;
        var handler = Assert.Single(Api.GetTypes(), t => t.GetInterfaces().Any(i => i.IsGenericType && i.Name.StartsWith("IRequestHandler", StringComparison.Ordinal) && i.GetGenericArguments()[0] == type));
        Assert.Equal(type.Namespace, handler.Namespace);
    }

    [Fact]
    public void Action_IsStatedOnce()
    {
        var actions = Concrete(Command).Select(t => (string)t.GetProperty("Action", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).ToArray();
        Assert.NotEmpty(actions);
        Assert.Equal(actions.Length, actions.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Creating_IsSaidOfCommandsOnly() =>
        Assert.All(Api.GetTypes().Where(t => Creates.IsAssignableFrom(t) && !t.IsInterface), t => Assert.Contains(t, Concrete(Command)));

    [Fact]
    public void Handler_SendsNoMessage()
    {
        var offenders = Api.GetTypes()
            .Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.Name.StartsWith("IRequestHandler", StringComparison.Ordinal)))
            .Where(t => t.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.ParameterType.Name is "IMediator" or "ISender"));
        Assert.Empty(offenders);
    }

    private static IEnumerable<Type> Concrete(Type open) =>
        Api.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == open));
}
