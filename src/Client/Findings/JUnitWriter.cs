using System.Globalization;
using System.Text;
using System.Xml;

namespace ToolRegistry.Client.Findings;

/// <summary>
/// Writes findings as JUnit XML, which build servers show as tests: one test case a subject, failed when it is blocked.
/// What is warned about passes, and says so in its output.
/// </summary>
public static class JUnitWriter
{
    /// <summary>The media type under which it is asked for; the format has none of its own.</summary>
    public const string MediaType = "application/xml";

    private const string Suite = "ToolRegistry";

    /// <summary>Writes one suite.</summary>
    /// <param name="findings">What was checked, allowed or not.</param>
    /// <param name="revision">The policy revision that answered.</param>
    /// <param name="output">Where to; left open.</param>
    public static void Write(IReadOnlyCollection<Finding> findings, long revision, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, CloseOutput = false });
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, findings);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Suite);
        WriteCounts(xml, findings);
        xml.WriteStartElement("properties");
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", "revision");
        xml.WriteAttributeString("value", revision.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
        foreach (var finding in findings)
            WriteCase(xml, finding);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<Finding> findings)
    {
        xml.WriteAttributeString("tests", findings.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", findings.Count(f => f.IsBlocked).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", "0");
    }

    private static void WriteCase(XmlWriter xml, Finding finding)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Suite);
        xml.WriteAttributeString("name", Clean(finding.Name));
        if (finding.File is { } file)
            xml.WriteAttributeString("file", Clean(file));
        if (finding.Line is { } line)
            xml.WriteAttributeString("line", line.ToString(CultureInfo.InvariantCulture));
        if (finding.IsBlocked)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", finding.Verdict.Outcome);
            xml.WriteAttributeString("message", Clean(finding.Message));
            xml.WriteEndElement();
        }
        else if (finding.NeedsAttention)
        {
            xml.WriteElementString("system-out", Clean(finding.Message));
        }

        xml.WriteEndElement();
    }

    /// <summary>XML 1.0 has no way to write some characters that a subject which can't be read may hold.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return clean.ToString();
    }
}
