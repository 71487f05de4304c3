package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.sync.Classification.Disposition;
import dev.tributary.engine.sync.Classification.Listed;
import dev.tributary.engine.sync.Classification.Mode;
import dev.tributary.engine.sync.Classification.Need;
import dev.tributary.engine.sync.Classification.Stored;
import dev.tributary.engine.sync.Classification.Write;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassificationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Mode NORMAL = new Mode(false, false, NOW);
    private static final Mode BY_HAND = new Mode(false, true, NOW);
    private static final Mode REREAD = new Mode(true, true, NOW);

    private static Listed listed(String version, Disposition disposition) {
        return new Listed(version, 7, disposition);
    }

    private static Stored stored(Disposition disposition) {
        return new Stored("v1", 7, disposition, Optional.of("v1"), Optional.empty(), 0, false, false, false);
    }

    private static Stored failed(Optional<String> content, Instant due) {
        return new Stored("v1", 7, Disposition.WANTED, content, Optional.of(due), 2, false, false, false);
    }

    private static Stored tombstoned(Disposition disposition) {
        return new Stored("v1", 7, disposition, Optional.of("v1"), Optional.empty(), 0, true, false, false);
    }

    private static Classification wanted(Stored stored, Mode mode) {
        return Classification.known(listed("v1", Disposition.WANTED), stored, mode);
    }

    private static String text(Classification what) {
        return "%s %s %s%s".formatted(what.bucket(), what.write(), what.content(), what.restores() ? " restores" : "");
    }

    @ParameterizedTest
    @DisplayName("L5: an item without a row is added, skipped or filtered, and only what is wanted is fetched")
    @CsvSource({"WANTED, ADDED INSERT CONTENT", "SKIPPED, SKIPPED INSERT NONE", "FILTERED, FILTERED INSERT NONE"})
    void classifiesTheUnknown(Disposition disposition, String expected) {
        assertThat(text(Classification.unknown(listed("v1", disposition)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("L5: a known item is in the bucket that its row, its version and its disposition say")
    @CsvSource({
        "v1, WANTED, WANTED, UNCHANGED LISTED_FACTS NONE",
        "v2, WANTED, WANTED, UPDATED LISTED_FACTS CONTENT",
        "v1, SKIPPED, WANTED, SKIPPED LISTED_FACTS NONE",
        "v2, SKIPPED, WANTED, SKIPPED LISTED_FACTS NONE",
        "v1, FILTERED, WANTED, FILTERED NOTHING NONE",
        "v2, FILTERED, WANTED, FILTERED NOTHING NONE",
        "v1, WANTED, SKIPPED, SKIPPED LISTED_FACTS NONE",
        "v2, WANTED, SKIPPED, UPDATED LISTED_FACTS CONTENT",
        "v1, WANTED, FILTERED, ADDED LISTED_FACTS CONTENT",
        "v2, WANTED, FILTERED, ADDED LISTED_FACTS CONTENT",
        "v1, FILTERED, FILTERED, FILTERED NOTHING NONE"
    })
    void classifiesTheKnown(String version, Disposition disposition, Disposition before, String expected) {
        assertThat(text(Classification.known(listed(version, disposition), stored(before), NORMAL)))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("L3: what an earlier page of the same listing had is a duplicate, even if it is excluded or changed")
    void findsDuplicates() {
        var seen = new Stored("v1", 7, Disposition.WANTED, Optional.empty(), Optional.empty(), 0, false, true, true);
        assertThat(text(Classification.known(listed("v2", Disposition.WANTED), seen, REREAD)))
                .isEqualTo("DUPLICATES NOTHING NONE");
    }

    @Test
    @DisplayName("D7: an excluded document is neither written nor restored, whatever the listing says")
    void leavesTheExcludedAlone() {
        var excluded =
                new Stored("v1", 7, Disposition.WANTED, Optional.empty(), Optional.empty(), 0, true, true, false);
        for (var disposition : Disposition.values()) {
            assertThat(text(Classification.known(listed("v2", disposition), excluded, REREAD)))
                    .isEqualTo("EXCLUDED NOTHING NONE");
        }
    }

    @Test
    @DisplayName("D2: a tombstoned document that is listed again is restored, and fetched only if its hash is another")
    void restores() {
        assertThat(text(wanted(tombstoned(Disposition.WANTED), NORMAL)))
                .isEqualTo("UNCHANGED LISTED_FACTS NONE restores");
        assertThat(text(Classification.known(listed("v2", Disposition.WANTED), tombstoned(Disposition.WANTED), NORMAL)))
                .isEqualTo("UPDATED LISTED_FACTS CONTENT restores");
        assertThat(text(Classification.known(
                        listed("v1", Disposition.SKIPPED), tombstoned(Disposition.WANTED), NORMAL)))
                .isEqualTo("SKIPPED LISTED_FACTS NONE restores");
        assertThat(Classification.known(listed("v1", Disposition.FILTERED), tombstoned(Disposition.WANTED), NORMAL)
                        .restores())
                .isFalse();
    }

    @Test
    @DisplayName("R1: a re-read fetches unchanged documents and tries skipped ones again")
    void rereads() {
        assertThat(text(wanted(stored(Disposition.WANTED), REREAD))).isEqualTo("UNCHANGED LISTED_FACTS CONTENT");
        assertThat(text(wanted(stored(Disposition.SKIPPED), REREAD))).isEqualTo("UPDATED LISTED_FACTS CONTENT");
    }

    @Test
    @DisplayName("L9: a failed document waits for its time, and a run by hand tries it at once")
    void retriesFailedOnes() {
        var later = NOW.plusSeconds(1);
        assertThat(text(wanted(failed(Optional.empty(), later), NORMAL))).isEqualTo("FAILED LISTED_FACTS NONE");
        assertThat(text(wanted(failed(Optional.empty(), NOW), NORMAL))).isEqualTo("ADDED LISTED_FACTS CONTENT");
        assertThat(text(wanted(failed(Optional.of("v0"), NOW), NORMAL))).isEqualTo("UPDATED LISTED_FACTS CONTENT");
        assertThat(text(wanted(failed(Optional.of("v0"), later), BY_HAND))).isEqualTo("UPDATED LISTED_FACTS CONTENT");
    }

    @Test
    @DisplayName("L9: a failed re-read of an unchanged document is tried again, too")
    void retriesFailedRereads() {
        var later = NOW.plusSeconds(1);
        assertThat(text(wanted(failed(Optional.of("v1"), later), NORMAL))).isEqualTo("FAILED LISTED_FACTS NONE");
        assertThat(text(wanted(failed(Optional.of("v1"), NOW), NORMAL))).isEqualTo("UNCHANGED LISTED_FACTS CONTENT");
    }

    @Test
    @DisplayName("L7: a filtered row follows the listing's facts, and is not written when they are the same")
    void refreshesFilteredRows() {
        var filtered =
                new Stored("v1", 8, Disposition.FILTERED, Optional.empty(), Optional.empty(), 0, false, false, false);
        assertThat(Classification.known(listed("v1", Disposition.FILTERED), filtered, NORMAL)
                        .write())
                .isEqualTo(Write.LISTED_FACTS);
    }

    @Test
    @DisplayName("L5: a skipped document whose facts changed is tried again")
    void triesSkippedOnesAgain() {
        var skipped =
                new Stored("v1", 8, Disposition.SKIPPED, Optional.empty(), Optional.empty(), 0, false, false, false);
        assertThat(wanted(skipped, NORMAL).content()).isEqualTo(Need.CONTENT);
    }
}
