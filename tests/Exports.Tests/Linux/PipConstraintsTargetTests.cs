using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Linux;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Linux;

public sealed class PipConstraintsTargetTests
{
    private static readonly PipConstraintsTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Theory]
    [InlineData("semver")]
    [InlineData("pypi")]
    public void Constraints_SayWhatWasDecided(string scheme) =>
        ExportLaw.Holds(Target, ["pkg:pypi/one", "pkg:pypi/two", "pkg:pypi/two-more"], (file, _) => new Pip(Encoding.UTF8.GetString(file)), scheme: scheme);

    [Fact]
    public void Encoding_IsSaidBeforeAnyTextOfOthers() =>
        Assert.StartsWith("# coding: utf-8\n# What is decided for fleet.\n", Approved.Text(Target, RichRegister.Export(RichRegister.After)), StringComparison.Ordinal);

    /// <summary>pip: a version is installed for which the specifiers of all lines hold.</summary>
    private sealed class Pip(string text) : IConsumer
    {
        private readonly ILookup<string, string> specifiers =
            text.Split('\n').Where(l => l.Length > 0 && l[0] != '#').ToLookup(l => l[..l.IndexOfAny(['<', '>', '=', '!'])], l => l[l.IndexOfAny(['<', '>', '=', '!'])..]);

        public bool Blocks(Subject subject, string? version) =>
            specifiers[PackageUrl.Parse(subject.Text).Name].SelectMany(l => l.Split(',')).Any(s => s == "<0.dev0" || version is not null && !Holds(s, Version.Parse(version)));

        private static bool Holds(string specifier, Version version)
        {
            var (comparison, other) = (specifier[..specifier.IndexOfAny([.. "0123456789"])], Version.Parse(specifier.TrimStart('<', '>', '=', '!')));
            return comparison switch
            {
                ">=" => version >= other,
                "<=" => version <= other,
                "!=" => version != other,
                "<" => version < other,
                var unknown => throw new InvalidDataException(unknown),
            };
        }
    }
}
