using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace ToolRegistry.Client;

/// <summary>A refusal by the service.</summary>
public sealed class RegisterException : Exception
{
    /// <summary>Creates it from the problem that the service sent.</summary>
    public RegisterException(Problem problem)
        : base(problem.Detail ?? problem.Title)
        => Problem = problem;

    /// <summary>What the service said.</summary>
    public Problem Problem { get; }
}

/// <summary>The API of ToolRegistry over an <see cref="HttpClient"/> whose base address is the service's.</summary>
/// <param name="http">The client; its owner sets the address, the token as bearer authorization, and the timeout.</param>
public sealed class RegisterClient(HttpClient http)
{
    /// <summary>Asks whether something may be used.</summary>
    /// <exception cref="RegisterException">The service refused the question.</exception>
    /// <exception cref="HttpRequestException">The service can't be reached.</exception>
    public async Task<VerdictView> CheckAsync(CheckBody check, CancellationToken ct = default)
    {
        var parameters = new List<(string Name, string? Value)>
        {
            ("subject", check.Subject),
            ("version", check.Version),
            ("environment", check.Environment),
            ("region", check.Region),
            ("at", check.At?.ToString("O", CultureInfo.InvariantCulture)),
        };
        parameters.AddRange((check.Groups ?? []).Select(g => ("groups", (string?)g)));
        var query = string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        using var response = await http.GetAsync(new Uri($"v1/check?{query}", UriKind.Relative), ct).ConfigureAwait(false);
        return await ReadAsync<VerdictView>(response, ct).ConfigureAwait(false);
    }

    /// <summary>Asks many questions at one revision and one now.</summary>
    /// <exception cref="RegisterException">The service refused the questions.</exception>
    /// <exception cref="HttpRequestException">The service can't be reached.</exception>
    public async Task<CheckBatchView> CheckAsync(CheckBatchBody checks, CancellationToken ct = default)
    {
        using var response = await http.PostAsJsonAsync(new Uri("v1/check", UriKind.Relative), checks, WireJson.Options, ct).ConfigureAwait(false);
        return await ReadAsync<CheckBatchView>(response, ct).ConfigureAwait(false);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadFromJsonAsync<T>(WireJson.Options, ct).ConfigureAwait(false) ?? throw new HttpRequestException("The service sent null.");
        var text = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        throw response.Content.Headers.ContentType?.MediaType == "application/problem+json" && JsonSerializer.Deserialize<Problem>(text, WireJson.Options) is { } problem
            ? new RegisterException(problem)
            : new HttpRequestException($"The service answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
    }
}
