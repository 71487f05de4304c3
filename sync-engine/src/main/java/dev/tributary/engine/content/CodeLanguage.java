package dev.tributary.engine.content;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The language that a page says its block of code is in. */
final class CodeLanguage {

    private static final Pattern CLASS =
            Pattern.compile("(?:^|\\s)(?:language-|lang-|highlight-source-|highlight-|brush:\\s?)([\\w+#-]{1,30})");

    private CodeLanguage() {}

    /** Empty if nothing says so. */
    static String of(Element pre) {
        return Stream.of(pre.selectFirst("code"), pre, pre.parent(), grandparent(pre))
                .map(CodeLanguage::named)
                .flatMap(Optional::stream)
                .filter(name -> !name.equals("default") && !name.equals("none"))
                .findFirst()
                .orElse("");
    }

    private static @Nullable Element grandparent(Element pre) {
        var parent = pre.parent();
        return parent == null ? null : parent.parent();
    }

    private static Optional<String> named(@Nullable Element element) {
        if (element == null) {
            return Optional.empty();
        }
        var given = element.attr("data-lang");
        if (given.matches("[\\w+#-]{1,30}")) {
            return Optional.of(given);
        }
        var found = CLASS.matcher(element.className());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
