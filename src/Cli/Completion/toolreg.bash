# Completion of toolreg in bash. Put "source <(toolreg completion bash)" into ~/.bashrc.
_toolreg() {
    local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]} suggestion
    COMPREPLY=()
    while IFS= read -r suggestion; do
        [[ -n $suggestion && $suggestion == "$word"* ]] && COMPREPLY+=("$suggestion")
    done < <(toolreg "[suggest:${#line}]" "$line" 2>/dev/null)
}
# Where toolreg suggests nothing, a file may be meant.
complete -o default -F _toolreg toolreg
