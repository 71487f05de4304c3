package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TagValuesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    private void tag(String slots) {
        scene.rig.execute("UPDATE connector SET tag_slots = '%s' WHERE id = %d".formatted(slots, scene.connector));
    }

    @Test
    @DisplayName("Tags: values are stored in their slots, 0 and false kept, lists joined")
    void storesValues() {
        tag("{\"author\": \"text_2\", \"labels\": \"text_1\", \"size\": \"number_1\", "
                + "\"updated\": \"date_1\", \"pinned\": \"flag_1\"}");
        scene.sync();
        var expected = scene.source.corpus().find("doc-1").orElseThrow();
        assertThat(scene.document("doc-1", "text_2 || '|' || text_1 || '|' || number_1 || '|' || flag_1"))
                .contains("%s|%s|%d|false"
                        .formatted(expected.author(), String.join(", ", expected.labels()), expected.size()));
        assertThat(scene.document("doc-1", "date_1 = '%s'".formatted(expected.updated())))
                .contains("true");
        assertThat(scene.count("flag_1")).isEqualTo(6);
    }

    @Test
    @DisplayName("L7: tags follow the listing although the hash is the same; D5: and a move")
    void refreshesValues() {
        tag("{\"updated\": \"date_2\"}");
        scene.sync();
        scene.source.corpus().retitle("doc-1");
        var renamed = scene.source.corpus().rename("doc-2");
        assertThat(scene.sync()).isEqualTo("completed listed=40 moved=1 unchanged=39 refreshed=1 fetched=1");
        for (var id : List.of("doc-1", renamed)) {
            var updated = scene.source.corpus().find(id).orElseThrow().updated();
            assertThat(scene.document(id, "date_2 = '%s'".formatted(updated))).contains("true");
        }
    }
}
