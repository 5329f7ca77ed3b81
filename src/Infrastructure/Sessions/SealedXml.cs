using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>Encrypts the secret of a key by the master key, where there is one.</summary>
public sealed class SealedXml(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "session-key";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = plaintextElement.ToString(SaveOptions.DisableFormatting);
        // What has no master key never leaves the process.
        return master.Exists
            ? new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(master.Seal(Encoding.UTF8.GetBytes(text), Purpose))), typeof(OpenedXml))
            : new EncryptedXmlInfo(new XElement("open", plaintextElement), typeof(OpenedXml));
    }
}

/// <summary>Decrypts what <see cref="SealedXml"/> encrypted. Data protection makes it, by its name in the stored key.</summary>
public sealed class OpenedXml(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) => encryptedElement.Name == "open"
        ? new XElement(encryptedElement.Elements().Single())
        : XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<MasterKey>().Open(Convert.FromBase64String(encryptedElement.Value), SealedXml.Purpose)));
}
