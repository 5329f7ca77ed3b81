using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;

namespace ToolRegistry.Cli.Frame;

/// <summary>Which service is asked, and as whom: by the command line, else by the environment, else by the stored login.</summary>
/// <param name="Server">The service's address, ending in a slash.</param>
/// <param name="Token">The API token, or null: nobody in particular asks.</param>
internal sealed record Connection(Uri Server, string? Token)
{
    public const string ServerVariable = "TOOLREG_SERVER";
    public const string TokenVariable = "TOOLREG_TOKEN";

    public const string TokenNeeded = $"Run toolreg login, or set {TokenVariable}.";

    // The longest that the service reads, less the word before it.
    private const int MaxTokenLength = 190;
    public const int MaxAnswerBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(100);
    private static readonly Uri Local = new("http://localhost:5080/");

    /// <summary>Where the service is. The token is no option: it would show in lists of processes.</summary>
    public static readonly Option<Uri?> ServerOption = new("--server")
    {
        Description = $"Where the service is; else {ServerVariable}, else the stored login, else {Local}",
        HelpName = "url",
        Recursive = true,
        CustomParser = Read,
    };

    /// <summary>Finds out what a command line means.</summary>
    /// <exception cref="CliException">The environment or the stored login can't be understood.</exception>
    public static Connection Of(ParseResult line)
    {
        var server = ServerOf(line);
        if (Environment.GetEnvironmentVariable(TokenVariable)?.Trim() is { Length: > 0 } given)
            return new Connection(server, TokenOf(given, TokenVariable));
        // A token is for the service that it was stored for, and is shown to no other.
        return new Connection(server, StoredLogin.Read() is { } login && login.Server == server ? login.Token : null);
    }

    /// <summary>Finds out which service a command line means.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static Uri ServerOf(ParseResult line) => line.GetValue(ServerOption) ?? OfEnvironment() ?? StoredLogin.Read()?.Server ?? Local;

    /// <summary>Reads a service's address.</summary>
    public static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { UserInfo: "", Query: "", Fragment: "" }
            ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            : null;

    /// <summary>Reads a token, as far as that can be told before the service is asked.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static string TokenOf(string text, string where) =>
        text.Length is > 0 and <= MaxTokenLength && text.All(c => c is > ' ' and <= '~') ? text : throw CliException.Usage($"{where} holds no API token: one is a single line of letters, digits, - and _.");

    /// <summary>The client by which the service is asked.</summary>
    public HttpClient CreateClient()
    {
        // Who follows an address that the service gives might hand the question, or its answer, to another.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectTimeout };
        var http = new HttpClient(handler) { BaseAddress = Server, Timeout = AnswerTimeout, MaxResponseContentBufferSize = MaxAnswerBytes };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("toolreg", typeof(Connection).Assembly.GetName().Version!.ToString(3)));
        if (Token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }

    private static Uri? OfEnvironment() =>
        Environment.GetEnvironmentVariable(ServerVariable) is not { Length: > 0 } text ? null
        : AddressOf(text) ?? throw CliException.Usage($"{ServerVariable} is {NotAnAddress}");

    private const string NotAnAddress = "the address of the service, such as https://tools.example.com/, without a name, a password or a query.";

    private static Uri? Read(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && AddressOf(result.Tokens[0].Value) is { } address)
            return address;
        result.AddError($"--server is {NotAnAddress}");
        return null;
    }
}
