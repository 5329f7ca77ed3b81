using System.Xml.Linq;
using ToolRegistry.Tests;

namespace ToolRegistry.Architecture.Tests;

/// <summary>The texts of pages. That none is missing is seen to by the build.</summary>
public sealed class TextsTests
{
    private static readonly string[] Names = [.. XDocument.Load(ProjectFolder.Of("src", "Api", "Resources", "UiText.resx")).Descendants("data").Select(d => d.Attribute("name")!.Value)];

    [Fact]
    public void Text_EveryOne_IsUsed()
    {
        var sources = string.Concat(Directory.EnumerateFiles(ProjectFolder.Of("src", "Api"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        // Those of vocabularies are found by the name on the wire.
        Assert.DoesNotContain(Names, name => !name.Contains('_', StringComparison.Ordinal) && !sources.Contains($"UiText.{name}", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_EveryOne_HasANameOfItsOwn_WhateverItsCase() =>
        Assert.Equal(Names.Length, Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
}
