using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Cargo's versions: Semantic Versioning 2.0.0 to the letter, without the leading <c>v</c>, <c>=</c> or white space that npm
/// passes over.
/// </summary>
/// <remarks>
/// Build metadata is no part of the order, as it is none in the requirements by which Cargo picks versions and in the rule of its
/// registry that two versions must differ in more than that. The <c>Ord</c> of Cargo's library does compare it, but only to be
/// total: a ban of <c>1.0.0</c> must also hit <c>1.0.0+1</c>. A number may be of any length, where Cargo refuses those past 2^64.
/// </remarks>
internal sealed class CargoScheme() : SemanticScheme("cargo")
{
    private protected override ParsedVersion? Read(string text) =>
        char.IsAsciiDigit(text[0]) && PlainText.AsciiLettersDigitsHyphen.Contains(text[^1]) ? base.Read(text) : null;
}
