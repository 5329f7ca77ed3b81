using System.CommandLine;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Cli.Records;

/// <summary>Arguments by which people name records.</summary>
internal static class Named
{
    public static Argument<string> Tool() => Create("slug", "The tool's slug.", Slugs.IsValid, "A tool is named by its slug, such as claude-code.");

    public static Argument<string> Decision() => Number("decision", Numbers.Decision);

    public static Argument<string> Exception() => Number("exception", Numbers.Exception);

    public static Argument<string> Request() => Number("request", Numbers.Request);

    private static Argument<string> Number(string kind, string prefix) =>
        Create("number", $"The {kind}'s number, such as {prefix}-42.", text => Numbers.TryParse(prefix, text, out _), $"A {kind} is named by its number, such as {prefix}-42.");

    private static Argument<string> Create(string name, string description, Func<string, bool> isName, string rule)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !isName(token.Value))
                result.AddError(rule);
        });
        return argument;
    }
}
