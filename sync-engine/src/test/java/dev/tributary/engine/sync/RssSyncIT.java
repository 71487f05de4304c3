package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.engine.storage.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A feed whose entries come, change, get another id and leave. */
final class RssSyncIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final RecordedSource site = new RecordedSource();
    private final Map<String, String> entries = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        entries.put("tide", "The tide table for spring.");
        entries.put("reef", "A reef lies south of the harbour.");
        entries.put("buoy", "Seventeen buoys were painted.");
        entries.put("quay", "The quay is closed on Mondays.");
        entries.put("wind", "Wind from the west.");
        site.handles("/feed.xml", _ -> feed());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void entriesThatLeftAreRemovedIfThatIsAskedFor() {
        try (var mirror = mirror("remove")) {
            beginWith(mirror);
            var renamed = mirror.row("buoy");
            change();
            assertThat(mirror.sync())
                    .isEqualTo("completed listed=5 added=1 updated=1 moved=1 unchanged=2 tombstoned=1");
            assertThat(mirror.row("buoy-2")).isEqualTo(renamed);
            assertThat(mirror.documents()).containsExactly("buoy-2", "mole", "reef", "tide", "wind");
            assertThat(mirror.found("coral")).containsExactly("On reef");
            assertThat(mirror.text(mirror.row("reef"))).contains("coral");
            assertThat(mirror.found("Mondays")).isEmpty();
            assertThat(mirror.sync())
                    .as("what was tombstoned is purged by the next complete listing without it")
                    .isEqualTo("completed listed=5 unchanged=5 purged=1");
            assertThat(mirror.sync()).isEqualTo("completed listed=5 unchanged=5");
        }
    }

    @Test
    void entriesThatLeftAreKeptOtherwise() {
        try (var mirror = mirror("keep")) {
            beginWith(mirror);
            change();
            assertThat(mirror.sync()).isEqualTo("completed listed=5 added=2 updated=1 unchanged=2");
            assertThat(mirror.documents()).containsExactly("buoy", "buoy-2", "mole", "quay", "reef", "tide", "wind");
            assertThat(mirror.found("Mondays")).containsExactly("On quay");
            assertThat(mirror.found("coral")).containsExactly("On reef");
            assertThat(mirror.sync()).isEqualTo("completed listed=5 unchanged=5");
            assertThat(mirror.sync()).isEqualTo("completed listed=5 unchanged=5");
        }
    }

    private void beginWith(Mirror mirror) {
        assertThat(mirror.sync()).isEqualTo("completed listed=5 added=5");
        assertThat(mirror.found("Seventeen")).containsExactly("On buoy");
        var asked = site.requests().size();
        assertThat(mirror.sync()).isEqualTo("completed listed=5 unchanged=5");
        assertThat(site.requests()).as("the feed, and nothing else").hasSize(asked + 1);
    }

    /** The id is all that an entry can change of its name: its title is content. */
    private void change() {
        entries.put("mole", "A mole was built.");
        entries.put("reef", "The reef is of coral.");
        var text = entries.remove("buoy");
        entries.put("buoy-2", text);
        entries.remove("quay");
    }

    private Mirror mirror(String left) {
        return new Mirror(
                DATABASE, "rss", Map.of("feedUrl", List.of(site.url() + "/feed.xml"), "mirror", List.of(left)));
    }

    private Answer feed() {
        var items = entries.entrySet().stream()
                .map(entry -> """
                        <item><guid isPermaLink="false">%s</guid><title>On %s</title>
                        <description>%s</description></item>""".formatted(entry.getKey(), title(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining("\n"));
        return Answer.of(200, """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <rss version="2.0"><channel><title>Harbour</title><link>%s</link>
                        <description>News</description>
                        %s
                        </channel></rss>""".formatted(site.url(), items)).header("Content-Type", "application/rss+xml");
    }

    private static String title(String id) {
        return id.replaceFirst("-.*", "");
    }
}
