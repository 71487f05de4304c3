package dev.tributary.source.rss;

import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.ArrayDeque;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What relative addresses in feeds mean. */
final class XmlBase {

    private XmlBase() {}

    /** The base that {@code xml:base} of an element and those around it give, or {@code otherwise}. */
    static URI of(Element element, URI otherwise) {
        var bases = new ArrayDeque<String>();
        for (var at = element; at != null; at = at.parent()) {
            if (at.hasAttr("xml:base")) {
                bases.push(at.attr("xml:base"));
            }
        }
        var base = otherwise;
        for (var relative : bases) {
            base = WebAddress.resolve(base, relative).orElse(base);
        }
        return base;
    }

    /** The same HTML with absolute links and images. */
    static String absolute(String html, URI base) {
        var fragment = Jsoup.parseBodyFragment(html, base.toString());
        fragment.outputSettings().prettyPrint(false);
        for (var name : new String[] {"href", "src"}) {
            for (var element : fragment.select("[" + name + "]")) {
                var value = element.attr(name);
                if (!value.startsWith("#")) {
                    WebAddress.resolve(base, value).ifPresent(address -> element.attr(name, address.toString()));
                }
            }
        }
        return fragment.body().html();
    }
}
