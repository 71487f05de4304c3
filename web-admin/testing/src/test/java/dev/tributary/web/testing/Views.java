package dev.tributary.web.testing;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Consumer;

/**
 * A page of the UI.
 *
 * @param name its pictures' names begin with it
 * @param open brings a browser that is signed in there
 */
record View(String name, Consumer<Page> open) {}

/** The pages of the UI, as they are after the first start. */
final class Views {
    private Views() {}

    static List<View> all(Page page, String url) {
        return List.of(at("knowledge-bases", url, "/ui/knowledge-bases"));
    }

    private static View at(String name, String url, String path) {
        return new View(name, page -> page.navigate(url + path));
    }
}
