using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>Registers what protects cookies and forms.</summary>
public static class SessionSetup
{
    /// <summary>Data protection by keys that all replicas share.</summary>
    public static IServiceCollection AddSessionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ToolRegistry");
        services.AddSingleton<SessionKeys>().AddSingleton<IXmlEncryptor, SealedXml>();
        services.AddOptions<KeyManagementOptions>().Configure<SessionKeys, IXmlEncryptor>((options, keys, encryptor) => (options.XmlRepository, options.XmlEncryptor) = (keys, encryptor));
        return services;
    }
}
