package dev.tributary.connector.testkit.emulator;

import dev.tributary.meta.Capability;

/** Reads a {@link SourceEmulator}, on request only what changed since a time. */
public final class EmulatorIncrementalConnector extends EmulatorConnector {
    public EmulatorIncrementalConnector() {
        super(
                meta("emulator_incremental", "Emulator, incremental", Capability.INCREMENTAL_LISTING),
                CorpusJson.Detail.HEAD);
    }
}
