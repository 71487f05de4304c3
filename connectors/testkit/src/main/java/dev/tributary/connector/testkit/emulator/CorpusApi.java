package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.testkit.emulator.Corpus.Page;
import dev.tributary.connector.testkit.emulator.CorpusJson.Detail;
import dev.tributary.connector.testkit.emulator.DocumentState.Status;
import dev.tributary.connector.testkit.emulator.Fault.CappedListing;
import dev.tributary.connector.testkit.emulator.Fault.OfListing;
import dev.tributary.connector.testkit.emulator.Fault.OfReading;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers the calls of the Corpus API from a corpus. Keeps no state. */
final class CorpusApi {

    private static final int HEAD_SIZE = 320;
    private static final Reply NOTHING = Reply.json(404, "{\"error\":\"there is no such thing here\"}");

    private final Corpus corpus;
    private final int wholeSize;

    CorpusApi(Corpus corpus, EmulatorSettings settings) {
        this.corpus = corpus;
        this.wholeSize = HEAD_SIZE + settings.textSize();
    }

    Reply answer(Call call, Optional<Fault> fault) {
        try {
            return switch (call.kind()) {
                case STATUS -> Reply.json("{\"api\":\"corpus\",\"positions\":%d}".formatted(corpus.positions()));
                case LISTING -> listing(call, fault);
                case READ -> document(call, fault);
                case CHANGES -> changes(call);
                case TOKEN ->
                    Reply.json("{\"token\":\"%d\"}".formatted(corpus.log().end()));
                case UNKNOWN -> NOTHING;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return Reply.json(400, "{\"error\":\"the request was not understood\"}");
        }
    }

    private Reply listing(Call call, Optional<Fault> fault) {
        var since = call.parameter("changed_since").map(Instant::parse).orElse(Instant.EPOCH);
        var query = new CorpusQuery(call.number("cursor", 0, 0), call.number("limit", 100, 1), since);
        var page = corpus.page(query);
        var shown = fault.map(found -> found instanceof OfListing wrong ? bent(page, query, wrong) : page)
                .orElse(page);
        var detail = detail(call);
        var size = shown.documents().size() * (detail == Detail.WHOLE ? wholeSize : HEAD_SIZE);
        var json = new CorpusJson(detail, size + 100)
                .raw("{\"documents\":")
                .documents(shown.documents())
                .raw(",\"unreadable\":")
                .texts(corpus.restricted())
                .raw(",\"capped\":")
                .raw(Boolean.toString(fault.stream().anyMatch(CappedListing.class::isInstance)));
        shown.next()
                .ifPresent(next ->
                        json.raw(",\"next\":\"").raw(Integer.toString(next)).raw("\""));
        return Reply.json(json.raw("}").toString());
    }

    private Page bent(Page page, CorpusQuery query, OfListing fault) {
        return switch (fault) {
            case Fault.EmptyListing _ -> new Page(List.of(), OptionalInt.empty());
            case Fault.ShortListing _, CappedListing _ -> new Page(page.documents(), OptionalInt.empty());
            case Fault.RepeatedCursor _ -> new Page(page.documents(), OptionalInt.of(query.from()));
            case Fault.DuplicateIds _ -> {
                var documents = new ArrayList<CorpusDocument>();
                corpus.before(query.from()).ifPresent(documents::add);
                documents.addAll(page.documents());
                page.documents().stream().findFirst().ifPresent(documents::add);
                yield new Page(documents, page.next());
            }
        };
    }

    private Reply document(Call call, Optional<Fault> fault) {
        var found = corpus.find(call.documentId());
        if (found.isEmpty()) {
            return NOTHING;
        }
        var document = found.get();
        var version = Integer.toString(document.version());
        if (corpus.isRestricted(document)) {
            return unreadable(document);
        }
        if (fault.orElse(null) instanceof OfReading wrong) {
            return switch (wrong) {
                case Fault.Unreadable _ -> unreadable(document);
                case Fault.WrongHash _ -> whole(document, version + "-other");
            };
        }
        return whole(document, version);
    }

    private Reply whole(CorpusDocument document, String version) {
        return Reply.json(new CorpusJson(Detail.WHOLE, wholeSize)
                .document(document, version)
                .toString());
    }

    private static Reply unreadable(CorpusDocument document) {
        return Reply.json("{\"id\":\"%s\",\"unreadable\":\"the source may not show it\"}".formatted(document.id()));
    }

    private Reply changes(Call call) {
        var from = call.number("token", 0, 0);
        var found = corpus.log().from(from, call.number("limit", 100, 1));
        if (found.isEmpty()) {
            return Reply.json(410, "{\"error\":\"the feed does not reach back to that token\"}");
        }
        var entries = found.get();
        var changed = new ArrayList<CorpusDocument>();
        var removed = new ArrayList<String>();
        for (var entry : new LinkedHashSet<>(entries)) {
            entry.removedId().ifPresentOrElse(removed::add, () -> sort(corpus.at(entry.position()), changed, removed));
        }
        var next = from + entries.size();
        return Reply.json(new CorpusJson(detail(call), HEAD_SIZE)
                .raw("{\"changed\":")
                .documents(changed)
                .raw(",\"removed\":")
                .texts(removed)
                .raw(",\"next\":\"%d\",\"caughtUp\":%b}"
                        .formatted(next, next >= corpus.log().end()))
                .toString());
    }

    private void sort(CorpusDocument document, List<CorpusDocument> changed, List<String> removed) {
        if (document.status() != Status.LIVE) {
            removed.add(document.id());
        } else if (!corpus.isRestricted(document)) {
            changed.add(document);
        }
    }

    private static Detail detail(Call call) {
        return call.parameter("content").filter("inline"::equals).isPresent() ? Detail.WHOLE : Detail.HEAD;
    }
}
