package dev.tributary.connector.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.testkit.Listing;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EmulatorFeedConnectorTest {

    private final SourceEmulator emulator = SourceEmulator.start(EmulatorSettings.of(200));
    private final EmulatorFeedConnector connector = new EmulatorFeedConnector();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void aMirrorThatFollowsTheFeedEqualsTheCorpus() throws InterruptedException, TokenExpired {
        var session = emulator.session(7);
        var token = connector.changesFrom(session);
        var mirror = new HashMap<String, String>();
        Listing.of(connector, session, ListRequest.EVERYTHING)
                .documents()
                .forEach(document -> mirror.put(document.externalId(), document.contentHash()));
        var random = new SplittableRandom(1);
        for (var round = 0; round < 20; round++) {
            emulator.corpus().mutate(random, 25);
            var caughtUp = false;
            while (!caughtUp) {
                var page = connector.changes(session, token);
                page.changed().forEach(document -> mirror.put(document.externalId(), document.contentHash()));
                page.removed().forEach(mirror::remove);
                token = page.nextToken();
                caughtUp = page.caughtUp();
            }
            assertThat(mirror)
                    .isEqualTo(emulator.corpus()
                            .expected()
                            .collect(Collectors.toMap(CorpusDocument::id, CorpusDocument::contentHash)));
        }
    }

    @Test
    void forgottenChangesExpireTheToken() throws InterruptedException {
        var session = emulator.session(10);
        var token = connector.changesFrom(session);
        emulator.corpus().change("doc-1");
        emulator.corpus().forgetChanges();
        assertThatExceptionOfType(TokenExpired.class).isThrownBy(() -> connector.changes(session, token));
    }
}
