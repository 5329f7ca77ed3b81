using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ToolRegistry.Infrastructure.Signing;

/// <summary>
/// A detached signature of a file as CMS (RFC 5652), made from the file's hash: the platform's own writer wants the whole file in
/// memory. The certificate goes with it, and a statement about the file stands among the signed attributes.
/// </summary>
public static class CmsSignature
{
    /// <summary>The media type of a detached signature (RFC 8551, section 3.2).</summary>
    public const string MediaType = "application/pkcs7-signature";

    /// <summary>The attribute that holds the statement, a UTF8String; 2.25 is the arc of UUIDs (ITU-T X.667), this one 65b69c82-0736-8c74-bed2-741e3c32fbb9.</summary>
    public const string StatementAttribute = "2.25.135200199960321478654515786394815888313";

    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Rsa = "1.2.840.113549.1.1.1";
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Signs.</summary>
    /// <param name="key">By what.</param>
    /// <param name="sha256">The file's SHA-256.</param>
    /// <param name="statement">What is said of the file.</param>
    /// <returns>The signature, DER.</returns>
    public static byte[] Of(OpenKey key, byte[] sha256, string statement)
    {
        var attributes = Attributes(sha256, statement);
        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(SignedData);
            using (cms.PushSequence(Zero))
            using (cms.PushSequence())
            {
                cms.WriteInteger(1);
                using (cms.PushSetOf())
                    WriteAlgorithm(cms, Sha256);
                using (cms.PushSequence())
                    cms.WriteObjectIdentifier(Data);
                using (cms.PushSetOf(Zero))
                    cms.WriteEncodedValue(key.Certificate);
                using (cms.PushSetOf())
                    WriteSigner(cms, key, attributes);
            }
        }

        return cms.Encode();
    }

    private static void WriteSigner(AsnWriter cms, OpenKey key, byte[] attributes)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(key.Certificate);
        using (cms.PushSequence())
        {
            cms.WriteInteger(1);
            using (cms.PushSequence())
            {
                cms.WriteEncodedValue(certificate.IssuerName.RawData);
                cms.WriteInteger(certificate.SerialNumberBytes.Span);
            }

            WriteAlgorithm(cms, Sha256);
            // What is signed is the set as a set; what is written has a tag of its own in that place (section 5.4).
            byte[] tagged = [0xA0, .. attributes.AsSpan(1)];
            cms.WriteEncodedValue(tagged);
            WriteAlgorithm(cms, Rsa);
            cms.WriteOctetString(key.Sign(attributes));
        }
    }

    private static byte[] Attributes(byte[] sha256, string statement)
    {
        var attributes = new AsnWriter(AsnEncodingRules.DER);
        using (attributes.PushSetOf())
        {
            WriteAttribute(attributes, ContentType, value => value.WriteObjectIdentifier(Data));
            WriteAttribute(attributes, MessageDigest, value => value.WriteOctetString(sha256));
            WriteAttribute(attributes, StatementAttribute, value => value.WriteCharacterString(UniversalTagNumber.UTF8String, statement));
        }

        return attributes.Encode();
    }

    private static void WriteAttribute(AsnWriter attributes, string type, Action<AsnWriter> write)
    {
        using (attributes.PushSequence())
        {
            attributes.WriteObjectIdentifier(type);
            using (attributes.PushSetOf())
                write(attributes);
        }
    }

    private static void WriteAlgorithm(AsnWriter cms, string algorithm)
    {
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(algorithm);
            cms.WriteNull();
        }
    }
}
