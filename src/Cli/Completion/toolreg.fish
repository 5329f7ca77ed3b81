# Completion of toolreg in fish. Put it into ~/.config/fish/completions/toolreg.fish.
function __toolreg_complete
    set -l line (commandline --cut-at-cursor --current-process)
    set -l suggestions (toolreg "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
    if test -n "$suggestions"
        string join \n -- $suggestions
    else
        # Where toolreg suggests nothing, a file may be meant.
        __fish_complete_path (commandline --current-token)
    end
end
complete --command toolreg --no-files --arguments '(__toolreg_complete)'
