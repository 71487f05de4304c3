package dev.tributary.connector.testkit.emulator;

/** Reads a {@link SourceEmulator}, with the content in the listing. */
public final class EmulatorInlineConnector extends EmulatorConnector {
    public EmulatorInlineConnector() {
        super(meta("emulator_inline", "Emulator, inline"), CorpusJson.Detail.WHOLE);
    }
}
