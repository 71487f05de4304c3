package dev.tributary.source.rss;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The vocabularies that feeds mix, told apart by namespace, or by the customary prefix where it is not declared. */
enum Vocabulary {
    ATOM("http://www.w3.org/2005/Atom", "atom"),
    RSS_1("http://purl.org/rss/1.0/", "rss"),
    CONTENT("http://purl.org/rss/1.0/modules/content/", "content"),
    DUBLIN_CORE("http://purl.org/dc/elements/1.1/", "dc"),
    HISTORY("http://purl.org/syndication/history/1.0", "fh"),
    /** RSS 2.0 has no namespace. */
    RSS_2("", "");

    private static final List<String> NONE = List.of("", "http://www.w3.org/XML/1998/namespace");

    private final String namespace;
    private final String prefix;

    Vocabulary(String namespace, String prefix) {
        this.namespace = namespace;
        this.prefix = prefix;
    }

    boolean has(Element element, String name) {
        var tag = element.tagName();
        var colon = tag.indexOf(':');
        if (!tag.substring(colon + 1).equals(name)) {
            return false;
        }
        var declared = element.tag().namespace();
        return declared.equals(namespace)
                || (colon >= 0 && tag.substring(0, colon).equals(prefix))
                || (this == RSS_2 && colon < 0 && (NONE.contains(declared) || !isAnothers(declared)));
    }

    Stream<Element> children(Element parent, String name) {
        return parent.children().stream().filter(child -> has(child, name));
    }

    Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    /** The text of the first such child that has any. */
    Optional<String> text(Element parent, String name) {
        return children(parent, name)
                .map(child -> child.wholeText().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static boolean isAnothers(String declared) {
        return Stream.of(values()).anyMatch(vocabulary -> vocabulary.namespace.equals(declared));
    }
}
