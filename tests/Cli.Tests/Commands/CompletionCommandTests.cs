using ToolRegistry.Cli.Tests.Running;
using ToolRegistry.Cli.Tests.Scan;

namespace ToolRegistry.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    /// <summary>As bash calls the function when somebody types the line and presses the tab key.</summary>
    private const string Typing = """
        source <(toolreg completion bash)
        complete -p toolreg
        while IFS= read -r COMP_LINE; do
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _toolreg
            echo "${COMPREPLY[*]}"
        done
        """;

    [Fact]
    public async Task Bash_CompletesCommandsOptionsAndValues()
    {
        using var toolreg = Toolreg.At(server: null);
        Machine.Pretend(toolreg, "toolreg", $"exec dotnet {Toolreg.Program} \"$@\"");
        toolreg.Variables["PATH"] += Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using var process = toolreg.Start(["bash", "--norc", toolreg.Write("typing.sh", Typing)]);
        var run = await Toolreg.EndAsync(process, "toolreg dec\ntoolreg decision re\ntoolreg check left-pad --environment w\ntoolreg check --lockfile \n");
        Assert.Equal(
            """
            complete -o default -F _toolreg toolreg
            decision
            reject report reschedule return revise revisions revoke
            workstation


            """,
            run.Expect(0));
        Assert.Equal("", run.Errors);
    }

    [Theory]
    [InlineData("zsh", "compdef _toolreg toolreg")]
    [InlineData("fish", "complete --command toolreg")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName toolreg")]
    public async Task OtherShells_HaveTheirScripts(string shell, string registration)
    {
        using var toolreg = Toolreg.At(server: null);
        Assert.Contains(registration, (await toolreg.RunAsync("completion", shell)).Expect(0), StringComparison.Ordinal);
    }
}
