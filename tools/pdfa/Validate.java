import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates many files against several profiles in one start of the machine.
 *
 * <p>Argument: the profiles, joined by commas (3a,ua1). Reads the names of files, each on a line of its own, until there
 * are no more. Prints one JSON object per file and profile on a line of its own: file, profile, compliant, checks,
 * failures; or file, profile, error, if the file cannot be read.
 */
public final class Validate {
    private static final int PLACES = 3;

    private record Rule(String clause, int test) {
        static Rule of(RuleId id) {
            return new Rule(id.getClause(), id.getTestNumber());
        }
    }

    /** One rule that failed: how often, why, and where the first times. */
    private static final class Failure {
        private final Rule rule;
        private final String requirement;
        private int count;
        private final List<String> places = new ArrayList<>();

        Failure(Rule rule, String requirement) {
            this.rule = rule;
            this.requirement = requirement;
        }

        void add(TestAssertion assertion) {
            count++;
            if (places.size() < PLACES) {
                String why = assertion.getErrorMessage();
                places.add(assertion.getLocation().getContext() + (why == null ? "" : ": " + why));
            }
        }

        String json(int all) {
            return "{\"clause\":" + quoted(rule.clause()) + ",\"test\":" + rule.test() + ",\"count\":"
                + Math.max(all, count) + ",\"message\":" + quoted(requirement) + ",\"places\":" + list(places) + "}";
        }
    }

    private Validate() {}

    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // whatever the library says of its own accord must not come between our lines
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> profiles = new ArrayList<>();
        for (String name : arguments[0].split(",")) {
            PDFAFlavour profile = PDFAFlavour.byFlavourId(name);
            if (profile == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("no such profile: " + name);
                System.exit(2);
            }
            profiles.add(profile);
        }
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            for (PDFAFlavour profile : profiles) {
                String head = "{\"file\":" + quoted(name) + ",\"profile\":" + quoted(profile.getId());
                out.println(head + verdict(name, profile) + "}");
            }
        }
    }

    private static String verdict(String file, PDFAFlavour profile) {
        try (InputStream in = Files.newInputStream(Path.of(file));
            PDFAParser parser = Foundries.defaultInstance().createParser(in, profile);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, PLACES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            return ",\"compliant\":" + result.isCompliant() + ",\"checks\":" + result.getTotalAssertions()
                + ",\"failures\":" + failures(result);
        } catch (IOException | ModelParsingException | EncryptedPdfException | ValidationException
            | RuntimeException error) {
            return ",\"error\":" + quoted(error.getClass().getSimpleName() + ": " + error.getMessage());
        }
    }

    private static String failures(ValidationResult result) {
        Map<Rule, Failure> found = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                Rule rule = Rule.of(assertion.getRuleId());
                found.computeIfAbsent(rule, key -> new Failure(key, assertion.getMessage())).add(assertion);
            }
        }
        Map<Rule, Integer> counts = new LinkedHashMap<>();
        result.getFailedChecks().forEach((id, count) -> counts.merge(Rule.of(id), count, Integer::sum));
        List<String> parts = new ArrayList<>();
        found.forEach((rule, failure) -> parts.add(failure.json(counts.getOrDefault(rule, 0))));
        return "[" + String.join(",", parts) + "]";
    }

    private static String list(List<String> texts) {
        List<String> parts = new ArrayList<>();
        texts.forEach(text -> parts.add(quoted(text)));
        return "[" + String.join(",", parts) + "]";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter < ' ') {
                json.append(String.format("\\u%04x", (int) letter));
            } else {
                json.append(letter);
            }
        }
        return json.append('"').toString();
    }
}
