#compdef toolreg
# Completion of toolreg in zsh. Put "source <(toolreg completion zsh)" into ~/.zshrc, behind compinit.
_toolreg() {
    local line="${(j: :)words[1,CURRENT-1]} ${PREFIX}"
    local -a suggestions
    suggestions=("${(@f)$(toolreg "[suggest:${#line}]" "$line" 2>/dev/null)}")
    # Where toolreg suggests nothing, a file may be meant.
    compadd -- ${suggestions:#} || _files
}
compdef _toolreg toolreg
