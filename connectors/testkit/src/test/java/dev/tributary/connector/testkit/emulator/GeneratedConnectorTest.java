package dev.tributary.connector.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.testkit.ConnectorContract;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.TestSession;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class GeneratedConnectorTest implements ConnectorContract {

    @Override
    public Connector connector() {
        return new GeneratedConnector();
    }

    @Override
    public SourceSession session() {
        return TestSession.withoutHttp(Map.of("count", List.of("25"), "pageSize", List.of("10")));
    }

    @Test
    void aHigherVersionChangesEveryNthDocument() throws InterruptedException {
        var before = hashes("version", "1", "changeEvery", "5");
        var after = hashes("version", "2", "changeEvery", "5");
        var changed = new HashSet<>(after);
        before.forEach(changed::remove);
        assertThat(changed).hasSize(20).contains("generated:gen-5:2");
    }

    @Test
    void contentCanBeLeftOut() throws InterruptedException {
        assertThat(list("content", "skipped").documents())
                .allSatisfy(document -> assertThat(document.content()).isInstanceOf(Content.Skipped.class));
        assertThat(list("content", "deferred").documents())
                .allSatisfy(document -> assertThat(document.content()).isInstanceOf(Content.Deferred.class));
    }

    @Test
    void isFoundWithTheEmulatorsConnectors() {
        assertThat(ServiceLoader.load(Connector.class))
                .extracting(connector -> connector.meta().id())
                .containsExactlyInAnyOrder(
                        "emulator",
                        "emulator_feed",
                        "emulator_incremental",
                        "emulator_inline",
                        "emulator_oauth",
                        "generated");
    }

    private List<String> hashes(String... config) throws InterruptedException {
        return list(config).documents().stream()
                .map(ExternalDocument::contentHash)
                .toList();
    }

    private Listing list(String... config) throws InterruptedException {
        var answers = new HashMap<String, List<String>>();
        answers.put("count", List.of("100"));
        for (var i = 0; i < config.length; i += 2) {
            answers.put(config[i], List.of(config[i + 1]));
        }
        return Listing.of(connector(), TestSession.withoutHttp(answers), ListRequest.EVERYTHING);
    }
}
