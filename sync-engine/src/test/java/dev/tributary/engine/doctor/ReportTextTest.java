package dev.tributary.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportTextTest {

    private static final Finding FINE = new Finding.Fine("Database", "It answers.");
    private static final Finding OFFER =
            new Finding.Offer("OAuth, X", "No client. To connect:", List.of("Do this."), Optional.empty());
    private static final Finding TODO = new Finding.Todo("Clock", "It is late.", "Set it.", "Look again.");
    private static final Finding BROKEN = new Finding.Broken("Encryption key", "It is gone.", "Bring it back.");

    @Test
    void saysWhatIsAndWhatToDo() {
        assertThat(ReportText.of(Report.of(List.of(FINE, OFFER, TODO, BROKEN)))).isEqualTo("""
                ok      Database: It answers.
                        OAuth, X: No client. To connect:
                        - Do this.
                TO DO   Clock: It is late.
                        - Set it.
                        - Look again.
                BROKEN  Encryption key: It is gone.
                        - Bring it back.

                1 thing broken, 1 thing to do.
                """);
    }

    @Test
    void breaksLongLinesBetweenWordsAndLosesNone() {
        var text = "word ".repeat(60).strip();
        var written = ReportText.of(Report.of(List.of(new Finding.Todo("Long", text, text))));
        assertThat(written.lines()).allMatch(line -> line.length() <= 100).hasSizeGreaterThan(7);
        assertThat(written.split("word", -1)).hasSize(121);
        assertThat(written).contains("\n        word", "\n          word");
    }

    @Test
    void endsAsTheWorstFinding() {
        assertThat(exitCode()).isZero();
        assertThat(exitCode(FINE, OFFER)).isZero();
        assertThat(exitCode(TODO, FINE)).isOne();
        assertThat(exitCode(FINE, new Finding.NotYet("Data", "Nothing yet.", "Start.")))
                .isOne();
        assertThat(exitCode(BROKEN, TODO)).isEqualTo(2);
    }

    private static int exitCode(Finding... findings) {
        return Report.of(List.of(findings)).verdict().exitCode();
    }
}
