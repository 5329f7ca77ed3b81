using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Verdicts;

/// <summary>The options of every command that checks: where and when something is to be used, and what fails.</summary>
internal static class CheckOptions
{
    public static readonly Option<string?> Environment = CreateEnvironment();
    public static readonly Option<string?> Region = new("--region") { Description = "An ISO 3166 code." };
    public static readonly Option<DateTimeOffset?> At = Instants.CreateOption("--at", "The instant, with an offset; now unless given.");
    public static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 3 on a warning." };
    public static readonly Option<string?> Offline = FilePaths.CreateOption("--offline", "Answer here from this snapshot, which toolreg snapshot downloaded, instead of asking the service.");
    public static readonly Option<string?> Keys = CreateKeys();
    public static readonly Option<string> Output = Session.CreateOutputOption(VerdictOutput.Human, VerdictOutput.Json, VerdictOutput.Sarif, VerdictOutput.JUnit);

    /// <summary>A question about a subject, here and now as the options say.</summary>
    public static CheckBody About(this Session session, string subject, string? version) =>
        new(subject, version, Groups: null, session.Get(Environment), session.Get(Region), session.Get(At));

    private static Option<string?> CreateKeys()
    {
        var option = FilePaths.CreateOption("--keys", "With --offline: the keys that may have signed it, as GET /v1/keys gives them; those stored by toolreg snapshot unless given.");
        option.Validators.Add(result =>
        {
            if (result.GetValue(Offline) is null)
                result.AddError("--keys is of a snapshot: name it by --offline.");
        });
        return option;
    }

    private static Option<string?> CreateEnvironment()
    {
        var option = new Option<string?>("--environment", "-e") { Description = "workstation, ci or server." };
        option.CompletionSources.Add("workstation", "ci", "server");
        return option;
    }
}
