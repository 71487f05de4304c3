package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.testkit.emulator.DocumentState.Status;
import java.util.List;
import java.util.Locale;

/** The Corpus API's JSON, written by hand since a benchmark waits for it. */
final class CorpusJson {

    /** Whether a document is written with its text. */
    enum Detail {
        HEAD,
        WHOLE
    }

    private final StringBuilder out;
    private final Detail detail;

    CorpusJson(Detail detail, int capacity) {
        this.detail = detail;
        this.out = new StringBuilder(capacity);
    }

    CorpusJson raw(String json) {
        out.append(json);
        return this;
    }

    CorpusJson text(String value) {
        out.append('"');
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
        return this;
    }

    CorpusJson texts(List<String> values) {
        out.append('[');
        for (var i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            text(values.get(i));
        }
        out.append(']');
        return this;
    }

    CorpusJson documents(List<CorpusDocument> documents) {
        out.append('[');
        for (var i = 0; i < documents.size(); i++) {
            out.append(i == 0 ? "" : ",");
            var document = documents.get(i);
            document(document, Integer.toString(document.version()));
        }
        out.append(']');
        return this;
    }

    CorpusJson document(CorpusDocument document, String version) {
        var id = document.id();
        out.append("{\"id\":\"").append(id).append("\",\"title\":");
        text(document.title()).raw(",\"version\":\"").raw(version).raw("\",\"updated\":\"");
        out.append(document.updated()).append("\",\"url\":\"/view/").append(id).append("\",\"author\":");
        text(document.author()).raw(",\"labels\":").texts(document.labels());
        out.append(",\"size\":").append(document.size());
        out.append(",\"pinned\":").append(document.isPinned());
        out.append(",\"container\":\"").append(document.container()).append('"');
        if (document.status() != Status.LIVE) {
            out.append(",\"state\":\"")
                    .append(document.status().name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        if (detail == Detail.WHOLE) {
            out.append(",\"text\":");
            text(document.text());
        }
        out.append('}');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
