using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>What the rules of the schemes have in common to say.</summary>
internal static class SchemeRules
{
    internal static ParsedVersion Parse(string scheme, string text)
    {
        Assert.True(VersionScheme.Get(scheme).TryParse(text, out var version), $"{scheme} should read {text}");
        return version;
    }

    internal static void AreEqual(string scheme, params string[] texts) =>
        Assert.All(texts, text => Assert.Equal(0, VersionScheme.Get(scheme).Compare(Parse(scheme, texts[0]), Parse(scheme, text))));

    internal static void Ascend(string scheme, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < texts.Length; j++)
            {
                var order = Math.Sign(VersionScheme.Get(scheme).Compare(Parse(scheme, texts[i]), Parse(scheme, texts[j])));
                Assert.True(order == i.CompareTo(j), $"{scheme}: {texts[i]} against {texts[j]} is {order}");
            }
        }
    }

    internal static void AreUnreadable(string scheme, params string[] texts) =>
        Assert.All(texts, text => Assert.False(VersionScheme.Get(scheme).TryParse(text, out _), $"{scheme} should not read {text}"));
}
