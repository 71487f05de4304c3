package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.storage.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SyncRunIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(40));
    private final SyncRig rig = new SyncRig(DATABASE, _ -> source.session(10));
    private long connector;

    @BeforeEach
    void connect() {
        connector = rig.connector("emulator", source.config(10));
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void storesEveryDocumentOnceAndThenFetchesNothing() {
        assertThat(rig.run(connector, RunKind.SYNC).summary()).isEqualTo("completed listed=40 added=40 fetched=40");
        assertThat(rig.run(connector, RunKind.FULL).summary()).isEqualTo("completed listed=40 unchanged=40");
    }
}
