package dev.tributary.engine.knowledge;

import dev.tributary.engine.knowledge.Explanation.Purge;
import java.util.Optional;

/** Says in a sentence how a document stands. */
final class Sentences {

    private Sentences() {}

    /**
     * The sentence for a stored document.
     *
     * @param source the name of its connector
     * @param event the youngest entry of its history that tells who excluded it or why it is hidden
     */
    static String of(Document document, String source, Optional<DocumentEvent> event) {
        return switch (document.state()) {
            case INDEXED ->
                "It is searchable, in the version that '%s' listed (%s)."
                        .formatted(source, document.versions().sourceVersion());
            case PENDING ->
                "'%s' listed it; version %s is still to be read or indexed. %s"
                        .formatted(source, document.versions().sourceVersion(), searchable(document));
            case FAILED -> failed(document, source);
            case HELD ->
                "It is searchable, but a complete listing of '%s' left it out; a person is to apply or refuse its removal."
                        .formatted(source);
            case SKIPPED -> "'%s' listed it and it was skipped: %s.".formatted(source, reason(document));
            case FILTERED -> "'%s' listed it and a rule left it out: %s.".formatted(source, reason(document));
            case EXCLUDED ->
                "It was excluded %s at %s; runs leave it alone until somebody restores it."
                        .formatted(
                                event.map(DocumentEvent::detail).orElse("by a person"),
                                document.times().excludedAt());
            case REMOVED ->
                "It is hidden since %s: %s%s. It comes back when '%s' lists it again, or when somebody restores it."
                        .formatted(
                                document.times().removedAt(),
                                event.map(DocumentEvent::detail).orElse("a complete listing left it out"),
                                event.map(one -> one.cause().run())
                                        .map(run -> " (run " + run + ")")
                                        .orElse(""),
                                source);
        };
    }

    static String of(Purge purge, String source) {
        return "Run %d of '%s' removed it for good at %s: %s."
                .formatted(purge.run(), source, purge.at(), purge.reason());
    }

    private static String failed(Document document, String source) {
        var failure = document.error();
        return failure == null
                ? "'%s' could not read it.".formatted(source)
                : "'%s' listed it and could not read it, %s so far: %s. It is tried again at %s. %s"
                        .formatted(
                                source,
                                failure.attempts() == 1 ? "once" : failure.attempts() + " times",
                                failure.message().replaceFirst("\\.$", ""),
                                failure.nextTryAt(),
                                searchable(document));
    }

    private static String searchable(Document document) {
        var indexed = document.versions().indexedVersion();
        return indexed == null
                ? "Until then it is not searchable."
                : "Until then version %s is searchable.".formatted(indexed);
    }

    private static String reason(Document document) {
        return Optional.ofNullable(document.reason()).orElse("no reason was given");
    }
}
