using System.Text;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Reads lock files of package managers. The format follows from the file's name.</summary>
internal static class Lockfile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 50 * 1024 * 1024;

    private static readonly Dictionary<string, Action<string, FoundPackages>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["package-lock.json"] = PackageLockReader.Read,
        ["npm-shrinkwrap.json"] = PackageLockReader.Read,
        ["pnpm-lock.yaml"] = PnpmLockReader.Read,
        ["yarn.lock"] = YarnLockReader.Read,
        ["packages.lock.json"] = NuGetLockReader.Read,
        ["requirements.txt"] = RequirementsReader.Read,
        ["poetry.lock"] = PoetryLockReader.Read,
        ["Cargo.lock"] = CargoLockReader.Read,
        ["go.sum"] = GoSumReader.Read,
        ["Gemfile.lock"] = GemfileLockReader.Read,
    };

    /// <summary>The file names that are known, for a person.</summary>
    public static string Names => string.Join(", ", Readers.Keys);

    /// <summary>Reads a lock file as a whole.</summary>
    /// <param name="fileName">The name or path of the file; requirements files may be named like <c>requirements-dev.txt</c>.</param>
    /// <param name="content">At most <see cref="MaxBytes"/> of UTF-8, or of UTF-16 with a byte order mark. It is not closed.</param>
    /// <exception cref="LockfileException">The name is not known, or the file is too large or not what its name says.</exception>
    public static LockfileContents Read(string fileName, Stream content)
    {
        var found = new FoundPackages(fileName);
        var reader = ReaderOf(fileName) ?? throw found.Fault(line: null, $"A lock file is known by its name, which is one of {Names}.");
        reader(TextOf(content, found), found);
        return found.Contents;
    }

    private static Action<string, FoundPackages>? ReaderOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.StartsWith("requirements", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            name = "requirements.txt";
        return Readers.GetValueOrDefault(name);
    }

    private static string TextOf(Stream content, FoundPackages found)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        while (content.Read(chunk) is > 0 and var read)
        {
            if (buffer.Length + read > MaxBytes)
                throw found.Fault(line: null, "The file is larger than 50 MB. Check it in parts.");
            buffer.Write(chunk, 0, read);
        }

        buffer.Position = 0;
        try
        {
            // What PowerShell writes with > is UTF-16, which pip reads as well.
            using var text = new StreamReader(buffer, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw found.Fault(line: null, "The file is no text in UTF-8. Have the package manager write it again.");
        }
    }
}
