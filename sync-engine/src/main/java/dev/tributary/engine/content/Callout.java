package dev.tributary.engine.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** A block that a page sets apart as a note, tip or warning. It becomes a quote that says what it is. */
final class Callout {

    private static final List<String> KINDS =
            List.of("warning", "caution", "danger", "error", "important", "tip", "hint", "note", "info", "success");
    private static final List<String> FAMILIES =
            List.of("admonition", "callout", "alert", "information-macro", "notice", "panel-macro", "markdown-alert");

    private Callout() {}

    static boolean is(Element element) {
        return switch (element.normalName()) {
            case "div", "section", "aside", "details" -> hasFamily(element);
            default -> false;
        };
    }

    /** What to call it, unless it has a title of its own. */
    static Optional<String> label(Element element) {
        if (!is(element)) {
            return Optional.empty();
        }
        var first = element.firstElementChild();
        var isTitled = first != null
                && (first.className().contains("title") || first.normalName().equals("summary"));
        return isTitled ? Optional.empty() : kind(element);
    }

    private static boolean hasFamily(Element element) {
        if (!element.hasAttr("class")) {
            return element.attr("role").equals("note");
        }
        return element.attr("role").equals("note")
                || element.classNames().stream()
                        .anyMatch(name -> FAMILIES.stream()
                                .anyMatch(family -> name.equals(family)
                                        || name.endsWith("-" + family)
                                        || (name.startsWith(family + "-")
                                                && kindOf(name).isPresent())));
    }

    private static Optional<String> kind(Element element) {
        return kindOf(element.className()).or(() -> Optional.of("note")).map(Callout::capital);
    }

    private static Optional<String> kindOf(String classes) {
        var lower = classes.toLowerCase(Locale.ROOT)
                .replace("information-macro", "")
                .replace("information", "info");
        return KINDS.stream().filter(lower::contains).findFirst();
    }

    private static String capital(String kind) {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }
}
