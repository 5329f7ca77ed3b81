import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Orders pairs as Maven does. One pair a line, each text in hexadecimal UTF-8; one answer a line: &lt; = &gt; or ? where the scheme
 * reads otherwise on purpose. Maven takes any text for a version, and its comparison is no order: it is left out where it
 * contradicts itself, that is where some beginning of the texts lies above the one and below the other, which it yet calls the
 * higher. It is also left out for a number of ten zeros or more, which it finds above 5.
 */
public class Maven {
    private static final Pattern VERSION = Pattern.compile("[-+._~0-9A-Za-z]+");
    private static final Pattern WORD_FOR_A_VERSION = Pattern.compile("(?i)latest|release");
    private static final Pattern LONG_ZERO = Pattern.compile("(?<![0-9])0{10,}(?![0-9])");

    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line; (line = input.readLine()) != null; ) {
            var parts = line.split(" ");
            System.out.println(answer(decode(parts[0]), decode(parts[1])));
        }
    }

    private static char answer(String left, String right) {
        if (!isVersion(left) || !isVersion(right)) {
            return '?';
        }
        var order = compare(left, right);
        if (isContradicted(order, left, right, left) || isContradicted(order, left, right, right)) {
            return '?';
        }
        return order < 0 ? '<' : order > 0 ? '>' : '=';
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text).matches() && !WORD_FOR_A_VERSION.matcher(text).matches() && !LONG_ZERO.matcher(text).find();
    }

    private static boolean isContradicted(int order, String left, String right, String text) {
        for (var length = 0; length < text.length(); length++) {
            var between = text.substring(0, length);
            var first = compare(left, between);
            var second = compare(between, right);
            if (first != 0 && first == second && first != order) {
                return true;
            }
        }
        return false;
    }

    private static int compare(String left, String right) {
        return Integer.signum(new ComparableVersion(left).compareTo(new ComparableVersion(right)));
    }

    private static String decode(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_8);
    }
}
