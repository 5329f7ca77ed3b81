using System.Reflection;
using System.Xml.Linq;
using NetArchTest.Rules;
using ToolRegistry.Tests;

namespace ToolRegistry.Architecture.Tests;

/// <summary>Dependencies point one way: Domain ← Exports ← Infrastructure ← Api; Client stands alone; Views says Domain in Client's words.</summary>
public sealed class RoomsTests
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Exports"] = ["Domain"],
        ["Infrastructure"] = ["Domain", "Exports"],
        ["Client"] = [],
        ["Views"] = ["Client", "Domain"],
        ["Api"] = ["Domain", "Exports", "Infrastructure", "Client", "Views"],
        ["Cli"] = ["Client", "Domain", "Views"],
    };

    public static TheoryData<string> Rooms => [.. MayReference.Keys];

    [Fact]
    public void EveryFolderUnderSrc_IsAKnownRoom() =>
        Assert.Equal(MayReference.Keys.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(ProjectFolder.Of("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_ReferencesOnlyRoomsThatItMay(string room)
    {
        var project = XDocument.Load(ProjectFolder.Of("src", room, $"{room}.csproj"));
        var referenced = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        Assert.Empty(referenced.Except(MayReference[room], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_UsesNoTypeOfARoomThatItMayNot(string room)
    {
        var forbidden = MayReference.Keys.Except(MayReference[room], StringComparer.Ordinal).Where(r => r != room).Select(r => $"ToolRegistry.{r}").ToArray();
        var result = Types.InAssembly(Assembly.Load($"ToolRegistry.{room}")).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Exports")]
    public void PureRoom_KnowsNoFramework(string room)
    {
        var result = Types.InAssembly(Assembly.Load($"ToolRegistry.{room}")).ShouldNot()
            .HaveDependencyOnAny("Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "MediatR", "FluentValidation", "System.IO.File", "System.Net.Http", "System.Data")
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Domain_ReadsNoClock()
    {
        var offenders = Sources("Domain").Where(s => s.Text.Contains("DateTime.UtcNow", StringComparison.Ordinal) || s.Text.Contains("DateTimeOffset.UtcNow", StringComparison.Ordinal) || s.Text.Contains("DateTime.Now", StringComparison.Ordinal) || s.Text.Contains("TimeProvider", StringComparison.Ordinal));
        Assert.Empty(offenders.Select(o => o.Path));
    }

    [Fact]
    public void Feature_NeverReferencesASiblingFeature()
    {
        var features = ProjectFolder.Of("src", "Api", "Features");
        var areas = Directory.EnumerateDirectories(features).Select(Path.GetFileName).ToArray();
        var offenders =
            from source in Sources(Path.Combine("Api", "Features"))
            let own = Path.GetRelativePath(features, source.Path).Split(Path.DirectorySeparatorChar)[0]
            from area in areas
            where area != own && source.Text.Contains($"ToolRegistry.Api.Features.{area}", StringComparison.Ordinal)
            select $"{source.Path} uses {area}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void SourceFile_StaysWithinThreeHundredLines()
    {
        var long1 = Sources("").Where(s => !s.Path.Contains("Migrations", StringComparison.Ordinal)).Select(s => (s.Path, Lines: s.Text.Count(c => c == '\n'))).Where(s => s.Lines > 320);
        Assert.Empty(long1);
    }

    private static IEnumerable<(string Path, string Text)> Sources(string room) =>
        Directory.EnumerateFiles(ProjectFolder.Of("src", room), "*.cs", SearchOption.AllDirectories)
            .Where(p => !p.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !p.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(p => (p, File.ReadAllText(p)));
}
