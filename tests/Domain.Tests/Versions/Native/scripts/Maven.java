import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/**
 * Tells whether a version is inside a range as Maven does. One range and one version a line, each in hexadecimal UTF-8; one answer a
 * line: 1 or 0, ! when it cannot read the range, or ? where it refuses ranges that overlap or have one version at both ends.
 */
public class Maven {
    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line; (line = input.readLine()) != null; ) {
            var parts = line.split(" ");
            System.out.println(answer(read(parts[0]), read(parts[1])));
        }
    }

    private static String answer(String range, String version) {
        try {
            return VersionRange.createFromVersionSpec(range).containsVersion(new DefaultArtifactVersion(version)) ? "1" : "0";
        } catch (InvalidVersionSpecificationException e) {
            return e.getMessage().contains("overlap") || e.getMessage().contains("identical boundaries") ? "?" : "!";
        }
    }

    private static String read(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_8);
    }
}
