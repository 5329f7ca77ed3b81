using System.Text;

namespace ToolRegistry.Domain.Identity;

internal enum NamespaceRule
{
    Optional,
    Required,
    Prohibited,
}

/// <summary>
/// What a package type asks of its package URLs, from the type definitions of the purl specification (package-url/purl-spec).
/// A type that is not registered has the general rules.
/// </summary>
/// <param name="Namespace">Whether it has a namespace.</param>
/// <param name="LowerNamespace">The namespace has no case and is written lower.</param>
/// <param name="LowerName">The name has no case and is written lower.</param>
/// <param name="LowerVersion">The version has no case and is written lower.</param>
/// <param name="LowerKey">Case is written, but two names that differ in case only are one package.</param>
internal sealed record PurlType(
    NamespaceRule Namespace = NamespaceRule.Optional,
    bool LowerNamespace = false,
    bool LowerName = false,
    bool LowerVersion = false,
    bool LowerKey = false)
{
    private static readonly PurlType General = new();
    private static readonly PurlType NoNamespace = new(NamespaceRule.Prohibited);
    private static readonly PurlType NoNamespaceLower = new(NamespaceRule.Prohibited, LowerName: true);
    private static readonly PurlType NoNamespaceLowerAll = new(NamespaceRule.Prohibited, LowerName: true, LowerVersion: true);
    private static readonly PurlType Lower = new(LowerNamespace: true, LowerName: true);
    private static readonly PurlType WithNamespace = new(NamespaceRule.Required);
    private static readonly PurlType WithNamespaceLower = new(NamespaceRule.Required, LowerNamespace: true, LowerName: true);
    private static readonly PurlType WithLowerNamespace = new(NamespaceRule.Required, LowerNamespace: true);

    private static readonly Dictionary<string, PurlType> Registered = new(StringComparer.Ordinal)
    {
        ["alpm"] = WithNamespaceLower,
        ["apk"] = WithNamespaceLower,
        ["bazel"] = NoNamespace,
        ["bitbucket"] = WithNamespaceLower,
        ["bitnami"] = NoNamespaceLower,
        ["brew"] = Lower,
        ["cargo"] = NoNamespace,
        ["chrome-extension"] = NoNamespaceLower,
        ["cocoapods"] = NoNamespace,
        ["composer"] = WithNamespaceLower,
        ["conda"] = NoNamespace,
        ["cran"] = NoNamespace,
        ["deb"] = WithNamespaceLower,
        ["docker"] = new(LowerKey: true),
        ["gem"] = NoNamespace,
        ["git"] = WithNamespace,
        ["github"] = WithNamespaceLower,
        ["golang"] = new(NamespaceRule.Required, LowerKey: true),
        ["hackage"] = NoNamespace,
        ["hex"] = Lower,
        ["huggingface"] = new(NamespaceRule.Required, LowerVersion: true),
        ["julia"] = NoNamespace,
        ["luarocks"] = Lower,
        ["maven"] = WithNamespace,
        ["mlflow"] = NoNamespace,
        ["npm"] = new(LowerKey: true),
        ["nuget"] = new(NamespaceRule.Prohibited, LowerKey: true),
        ["oci"] = NoNamespaceLowerAll,
        ["opam"] = NoNamespace,
        ["otp"] = NoNamespaceLower,
        ["pub"] = NoNamespaceLower,
        ["pypi"] = NoNamespaceLowerAll,
        ["qpkg"] = WithLowerNamespace,
        ["rpm"] = WithLowerNamespace,
        ["swift"] = WithNamespace,
        ["vcpkg"] = NoNamespace,
        ["vscode-extension"] = new(NamespaceRule.Required, LowerNamespace: true, LowerName: true, LowerVersion: true),
        ["yocto"] = new(LowerNamespace: true),
    };

    internal static PurlType Of(string type) => Registered.GetValueOrDefault(type, General);

    internal string CanonicalName(string type, string name)
    {
        var canonical = LowerName ? name.ToLowerInvariant() : name;
        return type == "pypi" ? canonical.Replace('_', '-') : canonical;
    }

    /// <summary>The name under which a package is the same package.</summary>
    internal string KeyName(string type, string name) => type == "pypi" ? FoldPython(name) : FoldKey(name);

    internal string FoldKey(string text) => LowerKey ? text.ToLowerInvariant() : text;

    // The name normalization of PEP 503.
    private static string FoldPython(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (c is not ('-' or '_' or '.'))
                folded.Append(c);
            else if (folded.Length == 0 || folded[^1] != '-')
                folded.Append('-');
        }

        return folded.ToString();
    }
}
