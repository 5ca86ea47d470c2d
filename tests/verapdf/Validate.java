import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against one flavour each: FLAVOUR FILE [FLAVOUR FILE ...]; prints what fails. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.fromString(arguments[i]);
            try (InputStream file = new FileInputStream(arguments[i + 1]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator =
                            Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(
                        (result.isCompliant() ? "PASS " : "FAIL ") + arguments[i] + " " + arguments[i + 1]);
                for (TestAssertion assertion : result.getTestAssertions()) {
                    failed++;
                    System.out.println("  " + assertion.getRuleId().getClause() + "-"
                            + assertion.getRuleId().getTestNumber() + ": " + assertion.getMessage()
                            + " @ " + assertion.getLocation().getContext());
                }
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }
}
