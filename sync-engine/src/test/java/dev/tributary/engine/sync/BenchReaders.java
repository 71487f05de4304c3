package dev.tributary.engine.sync;

import dev.tributary.connector.testkit.emulator.CorpusDocument;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What so many requests at a time allow: each document is asked for once by the JDK's client, and thrown away. */
final class BenchReaders {

    private final SourceEmulator source;
    private final List<String> ids;
    private final AtomicInteger next = new AtomicInteger();

    private BenchReaders(SourceEmulator source) {
        this.source = source;
        this.ids = source.corpus().expected().map(CorpusDocument::id).toList();
    }

    /** Seconds to read all documents of the source. */
    static double read(SourceEmulator source, int parallel) throws ExecutionException, InterruptedException {
        var readers = new BenchReaders(source);
        var start = System.nanoTime();
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading =
                    threads.invokeAll(Collections.nCopies(parallel, Executors.callable(() -> readers.readOn(client))));
            for (Future<?> one : reading) {
                one.get();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void readOn(HttpClient client) {
        for (var i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
            readOne(client, ids.get(i));
        }
    }

    private void readOne(HttpClient client, String id) {
        try {
            var request = HttpRequest.newBuilder(URI.create(source.url() + "/documents/" + id))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(id + ": " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException(id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(id, e);
        }
    }
}
