using System.Diagnostics;
using System.Text;
using ToolRegistry.Cli.Lockfiles;

namespace ToolRegistry.Cli.Tests.Lockfiles;

/// <summary>What is no lock file is refused as a whole, by one exception that names the file.</summary>
public sealed class LockfileFaultsTests
{
    public static TheoryData<string> Files =>
    [
        "npm1/package-lock.json", "npm2/package-lock.json", "pnpm5/pnpm-lock.yaml", "pnpm6/pnpm-lock.yaml", "pnpm9/pnpm-lock.yaml", "yarn1/yarn.lock", "berry/yarn.lock",
        "nuget/packages.lock.json", "gem/Gemfile.lock", "cargo/Cargo.lock", "poetry/poetry.lock", "go/go.sum", "pip/requirements.txt",
    ];

    [Theory]
    [InlineData("package-lock.json", "")]
    [InlineData("package-lock.json", "{}")]
    [InlineData("package-lock.json", "[]")]
    [InlineData("package-lock.json", """{"lockfileVersion":4,"packages":{}}""")]
    [InlineData("package-lock.json", """{"lockfileVersion":3,"packages":[]}""")]
    [InlineData("package-lock.json", """{"lockfileVersion":3,"packages":{"node_modules/a":1}}""")]
    [InlineData("package-lock.json", """{"lockfileVersion":3,"packages":{"node_modules/":{"version":"1"}}}""")]
    [InlineData("package-lock.json", """{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"\ud800"}}}""")]
    [InlineData("package-lock.json", """{"lockfileVersion":3,"packages":{}} trailing""")]
    [InlineData("package-lock.json", """{"lockfileVersion":1,"dependencies":{"a":{}}}""")]
    [InlineData("packages.lock.json", """{"version":1}""")]
    [InlineData("packages.lock.json", """{"version":1,"dependencies":{"net10.0":{"a":{"type":"Direct"}}}}""")]
    [InlineData("pnpm-lock.yaml", "")]
    [InlineData("pnpm-lock.yaml", "packages:\n  a@1.0.0:\n    resolution: {integrity: x}\n")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '10.0'\n")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n  a@1.0.0: {}\n")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n  a@1.0.0: &x {resolution: {integrity: x}}\n  b@1.0.0: *x\n")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: {}\npackages: {}\n")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: text\n")]
    [InlineData("yarn.lock", "<<<<<<< HEAD\na@1:\n  version \"1.0.0\"\n")]
    [InlineData("yarn.lock", "a@1:\n  resolved \"https://registry.yarnpkg.com/a/-/a-1.0.0.tgz\"\n")]
    [InlineData("yarn.lock", "{\"a\": 1}")]
    [InlineData("yarn.lock", ":\n")]
    [InlineData("yarn.lock", "__metadata:\n  version: 8\n\"a@x\":\n  version: 1.0.0\n")]
    [InlineData("yarn.lock", "__metadata:\n  version: 8\n\"a@x\": 1\n")]
    [InlineData("Cargo.lock", "[[package]]\nname = \"a\"\n")]
    [InlineData("Cargo.lock", "version = 5\n")]
    [InlineData("Cargo.lock", "package = 1\n")]
    [InlineData("Cargo.lock", "[[package]]\nname = \"a\"\nname = \"b\"\nversion = \"1\"\n")]
    [InlineData("Cargo.lock", "[[package]]\nname = \"a\"\nversion = \"1\"\nsource = \"elsewhere\"\n")]
    [InlineData("poetry.lock", "[[package]]\nname = \"a\"\nversion = \"1\"\n")]
    [InlineData("go.sum", "<<<<<<< HEAD\n")]
    [InlineData("go.sum", "github.com/a/b v1.0.0\n")]
    [InlineData("Gemfile.lock", "GEM\n  remote: https://rubygems.org/\n  specs:\n    a (1.0)\n")]
    [InlineData("Gemfile.lock", "<<<<<<< HEAD\nDEPENDENCIES\n")]
    [InlineData("Gemfile.lock", "GEM\n  remote: https://rubygems.org/\n  specs:\n    a\n\nDEPENDENCIES\n")]
    [InlineData("requirements.txt", "<<<<<<< HEAD\n")]
    [InlineData("requirements.txt", "two words\n")]
    public void WhatIsNoLockFile_IsRefusedAsAWhole(string name, string text)
    {
        var fault = Assert.Throws<LockfileException>(() => LockfileTests.Read(name, text));
        Assert.StartsWith(name, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoText_AreRefused()
    {
        using var content = new MemoryStream([(byte)'a', 0xFF, 0xFE, 0xC0]);
        Assert.Throws<LockfileException>(() => Lockfile.Read("requirements.txt", content));
    }

    [Theory]
    [InlineData("package-lock.json", "[", "")]
    [InlineData("package-lock.json", "{\"a\":", "")]
    [InlineData("pnpm-lock.yaml", "[", "")]
    [InlineData("pnpm-lock.yaml", "{a: ", "")]
    [InlineData("pnpm-lock.yaml", "- ", "")]
    [InlineData("pnpm-lock.yaml", "? ", "")]
    [InlineData("Cargo.lock", "a = [", "[")]
    [InlineData("Cargo.lock", "a = {a=", "{a=")]
    [InlineData("yarn.lock", "__metadata:\n  a: [", "[")]
    public void DepthAndLength_BringNothingDown(string name, string start, string repeated)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated.Length == 0 ? start : repeated, 100_000));
        var watch = Stopwatch.StartNew();
        Assert.Throws<LockfileException>(() => LockfileTests.Read(name, text));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    /// <summary>A patch of a patch of a patch…, each percent-encoded once more.</summary>
    [Fact]
    public void PatchesOfPatches_BringNothingDown()
    {
        var patch = string.Concat(Enumerable.Repeat("a@patch:", 100_000));
        Assert.Throws<LockfileException>(() => LockfileTests.Read("yarn.lock", $"__metadata:\n  version: 8\n\"a@x\":\n  resolution: \"{patch}\"\n"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ACutFile_IsReadOrRefused(string file)
    {
        var bytes = File.ReadAllBytes(LockfileTests.PathOf(file));
        var step = Math.Max(1, bytes.Length / 400);
        for (var length = 0; length < bytes.Length; length += step)
            Try(file, bytes.AsSpan(0, length).ToArray());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AGarbledFile_IsReadOrRefused(string file)
    {
        var bytes = File.ReadAllBytes(LockfileTests.PathOf(file));
        var random = new Random(7);
        var signs = Encoding.UTF8.GetBytes("{}[]():,\"'\\/#@&*!|>-?%=. \n\t\r\0~<a0é");
        for (var run = 0; run < 1_500; run++)
        {
            var garbled = bytes.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(garbled.Length);
                switch (random.Next(3))
                {
                    case 0:
                        garbled[at] = signs[random.Next(signs.Length)];
                        break;
                    case 1:
                        garbled = [.. garbled.AsSpan(0, at), .. garbled.AsSpan(Math.Min(garbled.Length, at + random.Next(1, 40)))];
                        break;
                    default:
                        garbled = [.. garbled.AsSpan(0, at), signs[random.Next(signs.Length)], .. garbled.AsSpan(at)];
                        break;
                }

                if (garbled.Length == 0)
                    break;
            }

            Try(file, garbled);
        }
    }

    private static void Try(string file, byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var content = new MemoryStream(bytes);
            Assert.NotNull(Lockfile.Read(file, content));
        }
        catch (LockfileException fault)
        {
            Assert.Equal(file, fault.FileName);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It hangs.");
    }
}
