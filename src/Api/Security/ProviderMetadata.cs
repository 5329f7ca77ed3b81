using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ToolRegistry.Api.Security;

/// <summary>Reads the document in which the provider of sign-ins describes itself, and its keys (OpenID Connect Discovery 1.0).</summary>
internal static class ProviderMetadata
{
    private const string Path = "/.well-known/openid-configuration";
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>What is asked of the provider goes to it, and nowhere that it points to.</summary>
    public static SocketsHttpHandler Handler() => new() { AllowAutoRedirect = false };

    public static ConfigurationManager<OpenIdConnectConfiguration> Of(Uri authority) => new(
        authority.ToString().TrimEnd('/') + Path,
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(new HttpClient(Handler()) { Timeout = Timeout, MaxResponseContentBufferSize = MaxBytes }) { RequireHttps = !authority.IsLoopback },
        new SameIssuer(authority));

    /// <summary>A document that names another issuer describes another: its tokens would be taken for this one's (section 4.3).</summary>
    private sealed class SameIssuer(Uri authority) : IConfigurationValidator<OpenIdConnectConfiguration>
    {
        public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) =>
            string.Equals(configuration.Issuer?.TrimEnd('/'), authority.ToString().TrimEnd('/'), StringComparison.Ordinal)
                ? new ConfigurationValidationResult { Succeeded = true }
                : new ConfigurationValidationResult { Succeeded = false, ErrorMessage = $"The provider at {authority} names itself {configuration.Issuer}: set Oidc:Authority to that, if it is the one you mean." };
    }
}
