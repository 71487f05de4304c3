package dev.tributary.connector.testkit;

import dev.tributary.connector.Connector;
import java.util.List;
import java.util.Map;

final class NotesConnectorTest implements HttpConnectorContract {

    private final RecordedSource source = new RecordedSource()
            .answers("/notes", "{\"notes\":[%s,%s],\"next\":\"b\"}".formatted(note("a"), note("b")))
            .answers("/notes?after=b", "{\"notes\":[],\"next\":\"c\"}")
            .answers("/notes?after=c", "{\"notes\":[%s]}".formatted(note("c")))
            .answers("/notes/a", note("a"))
            .answers("/notes/b", note("b"))
            .answers("/notes/c", note("c"));

    @Override
    public Connector connector() {
        return new NotesConnector();
    }

    @Override
    public RecordedSource source() {
        return source;
    }

    @Override
    public Map<String, List<String>> config() {
        return Map.of("url", List.of(source.url()));
    }

    private static String note(String id) {
        return "{\"id\":\"%s\",\"title\":\"Note %s\",\"rev\":3,\"stars\":5,\"text\":\"text\"}".formatted(id, id);
    }
}
