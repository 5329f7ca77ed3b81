using CsCheck;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>Evidence for tests: short to write by hand, and made at random, small and likely to meet.</summary>
internal static class ProvenanceWorld
{
    /// <summary>A number that is never on record.</summary>
    public const int Gone = 999;

    // The first word of an entry is the publisher that it is; the oracle knows it without folding.
    private static readonly string[][] Spellings = [["Reuters", "REUTERS", " reuters "], ["Yicai Global", "yicai  global", "YICAI\u00A0GLOBAL"], ["unnamed"], ["Daily"], ["Weekly"]];

    private static readonly Gen<Stance?> Stances = Gen.Frequency(
        (5, Gen.Const((Stance?)Stance.Supports)), (2, Gen.Const((Stance?)Stance.Disputes)), (1, Gen.Const((Stance?)Stance.Context)), (1, Gen.Const((Stance?)null)));

    private static readonly Gen<EvidenceKind> Kinds = Gen.Frequency(
        (6, Gen.Const(EvidenceKind.Article)), (1, Gen.Const(EvidenceKind.Audit)), (1, Gen.Const(EvidenceKind.InternalTest)), (1, Gen.Const(EvidenceKind.Unpublished)));

    private static readonly Gen<EvidenceFacts> Origins = Gen.Select(
        Kinds,
        Gen.Select(Gen.Int[0, Spellings.Length - 1], Gen.Int[0, 2], (publisher, spelling) => Spellings[publisher][spelling % Spellings[publisher].Length]),
        Gen.Frequency((3, Gen.OneOf(Reliability.A, Reliability.B)), (2, Gen.OneOf(Reliability.C, Reliability.D)), (1, Gen.OneOf(Reliability.E, Reliability.F))),
        Gen.Frequency((3, Gen.Int[1, 2]), (2, Gen.Int[3, 4]), (1, Gen.Int[5, 6])),
        Stances,
        Gen.Int[0, 9],
        (kind, publisher, reliability, credibility, stance, fate) => new EvidenceFacts(0, kind, publisher, reliability, credibility, stance, [], fate == 0, fate == 1 ? 99 : null));

    /// <summary>Up to eight pieces of evidence, each derived from any of those before it; the numbers tell nothing of that.</summary>
    public static readonly Gen<EvidenceFacts[]> Any = Gen.Int[0, 8].SelectMany(count => Gen.Select(
        Origins.Array[count], Gen.Int[0, 255].Array[count], Gen.Int[0, 2].Array[count], Gen.Shuffle(Enumerable.Range(1, count).ToArray()), Derive));

    /// <summary>How a claim stands.</summary>
    public static readonly Gen<ClaimStatus> Statuses = Gen.Frequency(
        (1, Gen.Const(ClaimStatus.Refuted)), (6, Gen.OneOf(ClaimStatus.Unverified, ClaimStatus.Confirmed, ClaimStatus.Disputed, ClaimStatus.Fixed)));

    /// <summary>One further piece of evidence, an origin, that has the number 100.</summary>
    public static readonly Gen<EvidenceFacts> Further = Origins.Select(e => e with { Number = 100 });

    /// <summary>Evidence graded as in "B3".</summary>
    public static EvidenceFacts Graded(int number, string grade, string publisher, Stance? stance, params int[] derivedFrom) =>
        new(number, EvidenceKind.Article, publisher, Enum.Parse<Reliability>(grade[..1]), grade[1] - '0', stance, derivedFrom, IsWithdrawn: false);

    /// <summary>Evidence by a publisher of its own that supports the claim.</summary>
    public static EvidenceFacts Supporting(int number, string grade, params int[] derivedFrom) => Graded(number, grade, $"publisher {number}", Stance.Supports, derivedFrom);

    /// <summary>Evidence by a publisher of its own that disputes the claim.</summary>
    public static EvidenceFacts Disputing(int number, string grade, params int[] derivedFrom) => Graded(number, grade, $"publisher {number}", Stance.Disputes, derivedFrom);

    public static Provenance Of(params EvidenceFacts[] evidence) => Provenance.Of(ClaimStatus.Unverified, evidence);

    /// <summary>Which publisher a spelling means, by the table.</summary>
    public static string PublisherOf(string spelling) => Spellings.Single(s => s.Contains(spelling, StringComparer.Ordinal))[0];

    private static EvidenceFacts[] Derive(EvidenceFacts[] origins, int[] sources, int[] shapes, int[] numbers)
    {
        var evidence = new EvidenceFacts[origins.Length];
        for (var i = 0; i < origins.Length; i++)
        {
            // A third stays an origin, a third derives from one, a third from several or from what is not on record.
            int[] before = shapes[i] switch
            {
                0 => [],
                1 => i == 0 ? [] : [numbers[sources[i] % i]],
                _ => [.. numbers[..i].Where((_, bit) => (sources[i] >> bit & 1) == 1), .. sources[i] % 5 == 0 ? [Gone] : Array.Empty<int>()],
            };
            evidence[i] = origins[i] with { Number = numbers[i], DerivedFrom = before };
        }

        return evidence;
    }
}
