package dev.tributary.engine.sync;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.Credential;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that is a list of pages and a set of documents, with something to happen when it is asked. */
final class Script implements SourceSession {

    /** Something that happens when the source is asked. */
    @FunctionalInterface
    interface Step {
        void happens() throws InterruptedException;
    }

    final AtomicInteger listed = new AtomicInteger();
    final AtomicInteger read = new AtomicInteger();
    private final Map<Integer, Step> beforePage = new ConcurrentHashMap<>();
    private final Map<String, Step> beforeDocument = new ConcurrentHashMap<>();
    private volatile List<List<ExternalDocument>> pages = List.of();
    private final Map<String, ExternalDocument> documents = new ConcurrentHashMap<>();

    /** A document whose content is given with the page. */
    static ExternalDocument document(String id, String version, Content content) {
        return new ExternalDocument(
                id, "Title of " + id, "script:" + id + ":" + version, content, Optional.empty(), Attributes.empty());
    }

    static ExternalDocument text(String id, String version) {
        return document(id, version, Content.Text.plain("The text of %s in version %s".formatted(id, version)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final void pages(List<ExternalDocument>... listing) {
        pages = List.of(listing);
    }

    /** Lists the document with its content deferred, which is as given when it is read. */
    ExternalDocument deferred(ExternalDocument document) {
        documents.put(document.externalId(), document);
        return document.with(new Content.Deferred());
    }

    void beforePage(int page, Step step) {
        beforePage.put(page, step);
    }

    void beforeDocument(String id, Step step) {
        beforeDocument.put(id, step);
    }

    void undisturbed() {
        beforePage.clear();
        beforeDocument.clear();
    }

    DocumentPage list(ListRequest request) throws InterruptedException {
        var page = request.cursor().map(Integer::parseInt).orElse(0);
        listed.incrementAndGet();
        happen(Optional.ofNullable(beforePage.get(page)));
        var found = new ArrayList<>(pages.isEmpty() ? List.<ExternalDocument>of() : pages.get(page));
        return page + 1 < pages.size()
                ? new DocumentPage.More(found, Coverage.COMPLETE, Integer.toString(page + 1))
                : new DocumentPage.Last(found, Coverage.COMPLETE);
    }

    Optional<ExternalDocument> read(String id) throws InterruptedException {
        read.incrementAndGet();
        happen(Optional.ofNullable(beforeDocument.get(id)));
        return Optional.ofNullable(documents.get(id));
    }

    private static void happen(Optional<Step> step) throws InterruptedException {
        if (step.isPresent()) {
            step.get().happens();
        }
    }

    @Override
    public Credential credential() {
        return new Credential.Anonymous();
    }

    @Override
    public SourceConfig config() {
        return new SourceConfig(Map.of());
    }

    @Override
    public SourceHttp http() {
        return request -> {
            throw new AssertionError("a script does no HTTP, but was asked for " + request);
        };
    }

    @Override
    public Clock clock() {
        return new TestClock();
    }

    @Override
    public <T> T once(String key, Class<T> type, Callable<T> compute) {
        throw new AssertionError("a script remembers nothing, but was asked for " + key);
    }
}
