package dev.tributary.connector.testkit.emulator;

import dev.tributary.meta.AuthConfig;
import java.util.List;

/** Reads a {@link SourceEmulator} that wants the access token of a connected account with each request. */
public final class EmulatorOAuthConnector extends EmulatorConnector {

    /** The provider whose accounts it takes. */
    public static final String PROVIDER = "emulator";

    /** What an account must have granted. */
    public static final String SCOPE = "documents.read";

    public EmulatorOAuthConnector() {
        super(
                meta("emulator_oauth", "Emulator, signed in", new AuthConfig.OAuth(PROVIDER, List.of(SCOPE))),
                CorpusJson.Detail.HEAD);
    }
}
