using System.Globalization;
using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Native;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Fuzz;

/// <summary>
/// Whatever the text, a parser answers it or refuses it as documented, and what it answers is as stable as a register needs. The
/// number of inputs and the seed are given by <c>TOOLREGISTRY_FUZZ</c> and <c>TOOLREGISTRY_FUZZ_SEED</c>.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int BlockSize = 1_000;

    private static readonly int InputCount = Setting("TOOLREGISTRY_FUZZ", 200_000);
    private static readonly int Seed = Setting("TOOLREGISTRY_FUZZ_SEED", 20_240_329);

    private static readonly Dictionary<string, (string[] Corpus, Func<string, bool> Law)> Kinds = new(StringComparer.Ordinal)
    {
        ["purl"] = (Corpus.Purls, PurlLaws),
        ["range"] = (Corpus.Ranges, RangeLaws),
        ["native range"] = (Corpus.NativeRanges, NativeLaws),
        ["version"] = (Corpus.Versions, VersionLaws),
        ["subject"] = (Corpus.Subjects, SubjectLaws),
        ["identifier"] = (Corpus.Subjects, IdentifierLaws),
    };

    private static readonly Dictionary<VersionScheme, ParsedVersion[]> Anchors = VersionScheme.Names.Select(VersionScheme.Get).ToDictionary(
        scheme => scheme,
        scheme => Corpus.Versions.Select(text => scheme.TryParse(text, out var version) ? version : null).OfType<ParsedVersion>().ToArray());

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(KindNames))]
    public void AnyText_IsReadStablyOrRefusedAsDocumented(string kind)
    {
        var (corpus, law) = Kinds[kind];
        var blocks = Math.Max(1, (int)Math.Ceiling((double)InputCount / Kinds.Count / BlockSize));
        var read = 0;
        Parallel.For(0, blocks, block =>
        {
            // Each block has a seed of its own, so that the inputs don't hang on how many processors there are.
            var inputs = new Mutator(corpus, HashOf(kind, block));
            var readHere = 0;
            for (var i = 0; i < BlockSize; i++)
                readHere += Check(law, inputs.Next()) ? 1 : 0;
            Interlocked.Add(ref read, readHere);
        });
        output.WriteLine($"{kind}: {blocks * BlockSize} inputs, {read} of them read, seed {Seed}.");
        Assert.InRange(read, blocks * BlockSize / 50, blocks * BlockSize);
    }

    private static bool Check(Func<string, bool> law, string text)
    {
        try
        {
            return law(text);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"This input broke a law: {Escape(text)}", e);
        }
    }

    private static bool PurlLaws(string text)
    {
        if (!PackageUrl.TryParse(text, out var purl, out var error))
        {
            Assert.Equal(("purl.invalid", Refusal.Invalid), (error.Code, error.Refusal));
            return false;
        }

        var canonical = purl.ToString();
        var again = PackageUrl.Parse(canonical);
        Assert.Equal(canonical, again.ToString());
        Assert.True(purl.Equals(again));
        Assert.Equal(purl, PackageUrl.Create(purl.Type, purl.Namespace, purl.Name, purl.Version, purl.Qualifiers, purl.Subpath));
        return true;
    }

    private static bool RangeLaws(string text)
    {
        if (!VersionRange.TryParse(text, out var range, out var error))
        {
            Assert.True(error.Code is "range.invalid" or "version-scheme.unknown", error.Code);
            return false;
        }

        var canonical = range.ToString();
        var again = VersionRange.Parse(canonical);
        Assert.Equal(canonical, again.ToString());
        Assert.True(range.Equals(again));
        var simple = range.Simplify();
        TargetsTake(range.Versions);
        Assert.All(Anchors[range.Scheme], version => Assert.True(range.Contains(version) == again.Contains(version) && range.Contains(version) == simple.Contains(version), version.Text));
        return true;
    }

    private static bool NativeLaws(string text)
    {
        var isRead = false;
        foreach (var notation in NativeRange.Notations)
        {
            if (!NativeRange.TryParse(notation, text, out var conversion, out var error))
            {
                Assert.Equal("range.invalid", error.Code);
                continue;
            }

            isRead = true;
            var range = conversion.Value!;
            Assert.Equal(range.Versions, VersionRange.Parse(range.ToString()).Versions);
            TargetsTake(range.Versions);
        }

        return isRead;
    }

    private static void TargetsTake(VersionSet versions)
    {
        Fidelity[] claims =
        [
            NpmRange.Of(versions).Fidelity, NuGetRanges.Of(versions).Fidelity, OsvRanges.Of(versions).Fidelity, WindowsVersions.Of(versions).Fidelity,
            PipSpecifiers.Of(versions).Fidelity, PipSpecifiers.Excluding(versions).Fidelity,
        ];
        Assert.DoesNotContain(Fidelity.Narrower, claims);
    }

    private static bool VersionLaws(string text)
    {
        var isRead = false;
        foreach (var (scheme, anchors) in Anchors)
        {
            if (!scheme.TryParse(text, out var version))
                continue;

            isRead = true;
            Assert.Equal(text, version.ToString());
            Assert.Equal(0, scheme.Compare(version, version));
            Assert.True(scheme.TryParse(version.ToString(), out var again), $"{scheme} reads it once only");
            Assert.True(scheme.Compare(version, again) == 0, $"{scheme}: unequal to itself");
            Assert.True(scheme.Lowest is not { } lowest || scheme.Compare(lowest, version) <= 0, $"{scheme}: below the lowest");
            foreach (var anchor in anchors)
                Assert.True(Math.Sign(scheme.Compare(version, anchor)) == -Math.Sign(scheme.Compare(anchor, version)), $"{scheme}: not antisymmetric with {anchor}");
        }

        return isRead;
    }

    private static bool SubjectLaws(string text)
    {
        if (!Subject.TryParse(text, out var subject, out var error))
        {
            Assert.Equal(("subject.invalid", Refusal.Invalid), (error.Code, error.Refusal));
            return false;
        }

        var again = Subject.Parse(subject.Text);
        Assert.Equal(subject.Text, again.Text);
        Assert.Equal((subject.Kind, subject.Slug), (again.Kind, again.Slug));
        Assert.Equal(subject.MatchKeys, again.MatchKeys);
        return true;
    }

    private static bool IdentifierLaws(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IdentifierKinds.TryParse(text[..colon], out var kind))
            kind = text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase) ? IdentifierKind.Purl : (IdentifierKind)(text.Length % IdentifierKinds.Names.Count);
        else
            text = text[(colon + 1)..];

        Identifier identifier;
        try
        {
            identifier = Identifier.Create(kind, text);
        }
        catch (DomainException e) when (e.Code is "identifier.invalid" or "identifier.has-version" or "identifier.purl-qualifiers")
        {
            return false;
        }

        var again = Identifier.Create(kind, identifier.Value);
        Assert.Equal(identifier, again);
        Assert.Equal((identifier.Value, identifier.MatchKey, identifier.UniqueKey), (again.Value, again.MatchKey, again.UniqueKey));
        return true;
    }

    private static int HashOf(string kind, int block) => (int)((((uint)Seed * 2_654_435_761u) + ((uint)kind.Length * 40_503u) + kind[0]) * 31u) ^ (block * 7_919);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
            escaped.Append(c is >= ' ' and < '\u007f' and not '\\' ? c.ToString() : $"\\u{(int)c:x4}");
        return $"({text.Length} characters) {escaped}";
    }
}
