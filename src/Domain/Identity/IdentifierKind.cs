namespace ToolRegistry.Domain.Identity;

/// <summary>The ways in which a tool shows up somewhere.</summary>
public enum IdentifierKind
{
    /// <summary>A package URL without version: <c>pkg:npm/%40anthropic-ai/claude-code</c>.</summary>
    Purl,

    /// <summary>A winget package identifier: <c>Docker.DockerDesktop</c>. Without case.</summary>
    Winget,

    /// <summary>An Apple code-signing id with its team, or <c>platform</c> for Apple's own: <c>EQHXZ8M8AV:com.google.Chrome</c>. The id has case.</summary>
    MacosSigningId,

    /// <summary>An Apple developer team id, 10 letters and digits. A publisher's.</summary>
    MacosTeamId,

    /// <summary>A macOS bundle identifier: <c>com.docker.docker</c>. Without case.</summary>
    MacosBundleId,

    /// <summary>The X.500 subject of a signing certificate, optionally with product and original file name: <c>O=EXAMPLE|PRODUCT|FILE.EXE</c>. Without case. A publisher's.</summary>
    WindowsPublisher,

    /// <summary>The name of an executable file, without path. Without case.</summary>
    FileName,

    /// <summary>The SHA-256 of a file, 64 hexadecimal digits.</summary>
    Sha256,

    /// <summary>The Authenticode SHA-256 of a Windows executable, 64 hexadecimal digits.</summary>
    AuthenticodeSha256,

    /// <summary>A domain name, which stands for its subdomains too. A publisher's.</summary>
    Domain,

    /// <summary>A CPE 2.3 name, as a formatted string. Without case.</summary>
    Cpe,
}
