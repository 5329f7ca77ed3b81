using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

/// <summary>What a conversion says of itself, held against the answers of the real program.</summary>
internal static class Claims
{
    /// <param name="cases">Sets, their conversion and a version each.</param>
    /// <param name="answers">For each, <c>+</c> when the program finds the version inside, <c>-</c> when not, <c>!</c> when it reads no such version, <c>?</c> when not even the range.</param>
    internal static void Hold<T>(IReadOnlyList<(Conversion<T> Conversion, VersionSet Set, ParsedVersion Version)> cases, string[] answers)
        where T : class
    {
        var wrong = cases.Zip(answers).Where(asked => !Holds(asked.First.Conversion.Fidelity, asked.First.Set.Contains(asked.First.Version), asked.Second))
            .Select(asked => $"{asked.First.Set} as {asked.First.Conversion} for {asked.First.Version}: {asked.Second}").ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n{string.Join('\n', wrong.Take(20))}");
        foreach (var fidelity in new[] { Fidelity.Exact, Fidelity.Broader })
            Assert.True(answers.Zip(cases).Count(asked => asked.First == "+" && asked.Second.Conversion.Fidelity == fidelity) > 500, $"Few {fidelity} were asked.");
        Assert.InRange(answers.Count(answer => answer == "-"), 500, answers.Length);
    }

    private static bool Holds(Fidelity fidelity, bool isInside, string answer) => answer switch
    {
        "+" => isInside || fidelity == Fidelity.Broader,
        "-" => !isInside,
        "!" => true,
        _ => false,
    };
}
