using System.Security.Cryptography;
using System.Text;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Signing;

/// <summary>The configuration section <c>Signing</c>.</summary>
public sealed class SigningOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Signing";

    /// <summary>The master key itself: 32 bytes as base64. Every replica needs the same one; keep it where secrets are kept.</summary>
    public string? MasterKey { get; set; }

    /// <summary>A file that holds the master key as base64; beside a SQLite file it is made at the first start.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>How long a new key is published before it signs, so that whoever keeps the keys has it by then; 7 days unless set. The first key signs at once.</summary>
    public TimeSpan Lead { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a key stays published after another one signs in its place; 30 days unless set.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(30);
}

/// <summary>Encrypts what signs, by a key that is not in the database: who reads the database, or a backup of it, can't sign.</summary>
/// <remarks>AES-256-GCM (NIST SP 800-38D): 12 random bytes, 16 bytes of tag, and the text.</remarks>
public sealed class MasterKey
{
    private const int Size = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[]? key;

    private MasterKey(byte[]? key) => this.key = key;

    /// <summary>Whether there is one; without, nothing can be signed.</summary>
    public bool Exists => key is not null;

    /// <summary>Reads the key that is configured; beside a SQLite file one is made if there is none.</summary>
    /// <exception cref="InvalidOperationException">What is configured is no key.</exception>
    public static MasterKey Load(SigningOptions options, DatabaseOptions database)
    {
        if (options.MasterKey is { } given)
            return new MasterKey(Read(given, "Signing:MasterKey"));
        if (options.MasterKeyFile is { } path)
            return new MasterKey(Read(File.ReadAllText(path), path));
        if (database.Provider != DatabaseProvider.Sqlite)
            return new MasterKey(key: null);
        var beside = Storage.SqlitePath(database) + ".key";
        if (!File.Exists(beside))
            Make(beside);
        return new MasterKey(Read(File.ReadAllText(beside), beside));
    }

    /// <summary>Encrypts.</summary>
    /// <param name="text">What is to be secret.</param>
    /// <param name="name">What it is; the same must be said to decrypt it.</param>
    public byte[] Seal(ReadOnlySpan<byte> text, string name)
    {
        var result = new byte[NonceSize + TagSize + text.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key!, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), text, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(name));
        return result;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It was encrypted by another key, as something else, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> @sealed, string name)
    {
        if (@sealed.Length < NonceSize + TagSize)
            throw new CryptographicException("What is to be decrypted is too short.");
        var text = new byte[@sealed.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key!, TagSize);
        aes.Decrypt(@sealed[..NonceSize], @sealed[(NonceSize + TagSize)..], @sealed.Slice(NonceSize, TagSize), text, Encoding.UTF8.GetBytes(name));
        return text;
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.CreateVersion7():n}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(part, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            // Of several that start at once, one makes the key and all read it.
            File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(part);
        }
    }

    private static byte[] Read(string text, string source)
    {
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Size
            ? bytes
            : throw new InvalidOperationException($"{source} must hold {Size} bytes as base64, as `openssl rand -base64 {Size}` makes them.");
    }
}
