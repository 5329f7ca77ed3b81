using System.Security.Cryptography;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>A sign-in in a browser, and by what it can be ended.</summary>
/// <param name="Keys">Its own key, and those by which a provider of sign-ins names it: 64 hex digits each.</param>
/// <param name="BeganAt">When, by the clock of whoever gave it, to the second.</param>
public sealed record Session(IReadOnlyList<string> Keys, DateTimeOffset BeganAt)
{
    /// <summary>The key of this session alone.</summary>
    public string Key => Keys[0];

    /// <summary>Begins a session.</summary>
    /// <param name="beganAt">When.</param>
    /// <param name="others">Further keys by which it can be ended.</param>
    public static Session Begin(DateTimeOffset beganAt, params IReadOnlyList<string> others) =>
        new([Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), .. others], beganAt);

    /// <summary>The key of all sessions of a person at a provider.</summary>
    /// <param name="subject">The claim <c>sub</c>.</param>
    public static string KeyOfPerson(string subject) => Secret.HashOf($"sub:{subject}");

    /// <summary>The key of the sessions that rest on one of the provider's.</summary>
    /// <param name="id">The claim <c>sid</c>.</param>
    public static string KeyOfProviderSession(string id) => Secret.HashOf($"sid:{id}");
}
