using System.Globalization;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Benchmarks;

/// <summary>Versions as they are met in each ecosystem.</summary>
internal static class VersionLists
{
    private static readonly string[] Semantic =
        ["1.0.0", "1.0.1", "1.2.3", "2.1.91", "2.1.197", "10.14.0", "18.3.1", "0.0.0-20240115", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.11", "1.0.0-rc.1", "5.0.0-next.3", "19.0.0-rc-02c0e824-20241028", "3.3.6+build.1", "4.17.21"];

    private static readonly Dictionary<string, string[]> Lists = new(StringComparer.Ordinal)
    {
        ["alpm"] = ["6.0.1-1", "1:6.0.1-2", "2.39-1", "20240115-1", "1.2.3rc1-1", "6.7.arch3-1", "2:1.0.1.r5.gabcdef-1", "122.0.1-1"],
        ["apk"] = ["2.12.9-r3", "1.2.4-r2", "3.1.4_git20230101-r0", "1.36.1-r15", "0.9.1_rc2-r0", "1.0_alpha3", "3.0.12_p1-r1", "9.5c-r0"],
        ["conan"] = ["1.2.3", "3.0.3", "1.83.0", "cci.20200203", "1.1.1w", "2.0-pre1", "1.0.0-rc1+b2", "2021.07.22.00"],
        ["datetime"] = ["2024-01-15T10:00:00Z", "2024-01-15T10:00:00.5Z", "2024-01-15T12:00:00+02:00", "2023-12-31T23:59:60Z", "1999-06-01T00:00:00Z", "2024-02-29T08:30:15.123456789-05:00"],
        ["deb"] = ["1.18.0-6", "5.6.1+really5.4.5-1", "5.6.1-1", "1:2.4.47-2", "2.36-9+deb12u4", "1:9.18.19-1~deb12u1", "7.88.1-10+deb12u5", "20230311", "2:8.2+git1", "1.0~rc1-1", "5.10.209-2", "0.8.0~really0.7.1-1"],
        ["gem"] = ["7.1.2", "7.1.0.rc2", "0.12.4", "1.0.0.pre.1", "3.2.33", "2.0.0.beta4", "1.15.5-x86", "5.0.0.alpha"],
        ["generic"] = ["10.0.19045.3803", "120.0.6099.129", "14.2.1", "4.33.0", "1.0-beta2", "2023.12.1", "1.0.2-SP1", "v2.4.0-rc.1", "24.01", "1.0.1g"],
        ["gentoo"] = ["2.4.6-r1", "1.2.3_rc4", "9999", "5.15.2_p20230101-r3", "1.0_alpha1_beta2", "3.12b", "0.17.4", "6.6.13"],
        ["golang"] = ["v1.2.3", "v0.0.0-20240115120000-abcdef123456", "v2.0.0+incompatible", "v1.0.0-rc.1", "v0.17.0", "v1.59.0", "v1.2.4-0.20191109021931-daa7c04131f5", "v0.0.0-20191109021931-daa7c04131f5"],
        ["maven"] = ["2.17.1", "1.0-SNAPSHOT", "5.3.31.RELEASE", "31.1-jre", "2.0-alpha-1", "4.1.100.Final", "1.0-beta-2", "20231013", "2.17.1.redhat-00001", "1.0-rc1"],
        ["nuget"] = ["4.20.0", "13.0.3", "8.0.0-rc.2.23479.6", "1.0.0-beta", "6.0.1304.0", "2.2.0-preview1-35029", "4.20.69", "1.0.0-alpha.1", "5.6.7.8", "10.0.0", "3.1.32", "7.0.0-preview.7.23375.6"],
        ["openssl"] = ["1.0.2zd", "1.1.1k", "3.0.13", "3.2.0-beta1", "0.9.8zh", "1.1.1", "1.1.0-pre5", "3.0.0-alpha17"],
        ["pypi"] = ["2.31.0", "1.0rc1", "2024.1", "4.2.9", "1.0.post1", "3.0.0b2", "1.0.dev456", "1!2.0", "2.1.2+cu118", "0.0.1a3", "5.1", "1.26.3"],
        ["rpm"] = ["7.76.1-26.el9", "1:3.0.7-24.el9", "2.34-60.el9", "1.0~rc1-1", "4.18.0^20230101git1-2", "5.14.0-362.8.1.el9_3", "0:1.2-3", "8.2.2637-20"],
    };

    /// <summary>Readable versions of the scheme.</summary>
    internal static string[] Of(string scheme) =>
        [.. Lists.GetValueOrDefault(scheme, Semantic).Where(text => VersionScheme.Get(scheme).TryParse(text, out _))];

    /// <summary>So many different semantic versions, close to each other, a third of them prereleases.</summary>
    internal static string[] Many(int count)
    {
        string[] tails = ["", "", "-beta.{0}", "", "-rc.{0}", "+build.{0}", "", "-alpha.{0}.1", ""];
        return [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 3}.{i % 5}.{i}") + tails[i % tails.Length].Replace("{0}", (i % 20).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))];
    }

    internal static ParsedVersion Parse(string scheme, string text) =>
        VersionScheme.Get(scheme).TryParse(text, out var version) ? version : throw new ArgumentException($"{scheme} cannot read {text}.", nameof(text));
}
