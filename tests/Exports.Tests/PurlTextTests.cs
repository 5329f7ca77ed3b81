using System.Text;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Tests;

public sealed class PurlTextTests
{
    [Theory]
    [InlineData("pkg:chrome-extension/aapbdbdomjkkjkaonfhkkikfgjllcleb")]
    [InlineData("pkg:firefox-extension/%7Baf37054b-3ace-46a2-ac59-709e4412bec6%7D")]
    [InlineData("pkg:firefox-extension/name%40example.com")]
    [InlineData("pkg:firefox-extension/a%252Fb")]
    [InlineData("pkg:firefox-extension/a%2Fb+c")]
    [InlineData("pkg:vscode-extension/acme/tool")]
    [InlineData("pkg:vscode-extension/ac%20me/t%C3%B6%C3%B6l")]
    [InlineData("pkg:docker/registry.example:5000/a/b/tool?repository_url=https://registry.example/a%3Fb")]
    public void Parts_AreThoseOfThePackageUrl(string text) => Agrees(PackageUrl.Parse(text));

    [Fact]
    public void AllThatANameCanHold_IsDecoded()
    {
        for (var value = 0; value <= char.MaxValue + 1; value++)
        {
            if (Rune.IsValid(value) && PackageUrl.TryParse($"pkg:generic/a/b{Uri.EscapeDataString(new Rune(value).ToString())}c", out var purl, out _))
                Agrees(purl);
        }
    }

    private static void Agrees(PackageUrl purl)
    {
        var text = new PurlText(purl.ToString());
        Assert.Equal((purl.Name, $"{purl.Namespace}.{purl.Name}", purl.Namespace is not null, purl.Qualifiers.Count > 0), (text.Name, purl.Namespace is null ? $".{text.Name}" : text.NameWithNamespace("."), text.HasNamespace, text.HasQualifiers));
    }
}
