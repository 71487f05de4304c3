package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.RecordedSource.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Each of the emulator's connectors keeps the rules, against the answers that the emulator gives. */
final class EmulatorContractTest {

    @Nested
    final class Deferred extends OverRecordedAnswers {
        @Override
        public Connector connector() {
            return new EmulatorConnector();
        }
    }

    @Nested
    final class Inline extends OverRecordedAnswers {
        @Override
        public Connector connector() {
            return new EmulatorInlineConnector();
        }
    }

    @Nested
    final class Incremental extends OverRecordedAnswers {
        @Override
        public Connector connector() {
            return new EmulatorIncrementalConnector();
        }
    }

    @Nested
    final class Feed extends OverRecordedAnswers {
        @Override
        public Connector connector() {
            return new EmulatorFeedConnector();
        }
    }

    abstract static class OverRecordedAnswers implements HttpConnectorContract {
        private final RecordedSource source = new RecordedSource();
        private final EmulatorSettings settings = EmulatorSettings.of(5);
        private final CorpusApi api = new CorpusApi(new Corpus(settings), settings);

        OverRecordedAnswers() {
            for (var path : List.of("/status", "/documents", "/changes", "/changes/latest")) {
                source.handles(path, this::answer);
            }
            for (var n = 0; n < 5; n++) {
                source.handles("/documents/doc-" + n, this::answer);
            }
        }

        @Override
        public RecordedSource source() {
            return source;
        }

        @Override
        public Map<String, List<String>> config() {
            return Map.of("url", List.of(source.url() + "/"), "pageSize", List.of("2"));
        }

        private Answer answer(Request request) {
            var reply = api.answer(Call.of(URI.create(request.path())), Optional.empty());
            return Answer.of(reply.status(), reply.body());
        }
    }
}
