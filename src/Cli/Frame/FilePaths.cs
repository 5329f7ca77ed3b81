using System.CommandLine;
using System.CommandLine.Parsing;

namespace ToolRegistry.Cli.Frame;

/// <summary>Paths of files on the command line: never empty, as when a script's variable is not set.</summary>
internal static class FilePaths
{
    public static Option<string?> CreateOption(string name, string description, string helpName = "file")
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result => RefuseEmpty(result, name));
        return option;
    }

    /// <summary>An argument that may be left off.</summary>
    public static Argument<string?> CreateArgument(string name, string description)
    {
        var argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.Validators.Add(result => RefuseEmpty(result, name));
        return argument;
    }

    /// <summary>How a file is named in answers: relative to the working folder.</summary>
    public static string NameOf(string file) => Path.GetRelativePath(Directory.GetCurrentDirectory(), file);

    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens is [{ Value: "" }])
            result.AddError($"{name} is empty; it names a file.");
    }
}
