package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.SourceSession;
import dev.tributary.meta.Capability;

/** Reads a {@link SourceEmulator}, following its change feed. */
public final class EmulatorFeedConnector extends EmulatorConnector implements ListsChanges {

    public EmulatorFeedConnector() {
        super(meta("emulator_feed", "Emulator, change feed", Capability.CHANGE_FEED), CorpusJson.Detail.HEAD);
    }

    @Override
    public String changesFrom(SourceSession session) throws InterruptedException {
        return client(session).latestToken();
    }

    @Override
    public ChangePage changes(SourceSession session, String token) throws InterruptedException, TokenExpired {
        return client(session).changes(token);
    }
}
