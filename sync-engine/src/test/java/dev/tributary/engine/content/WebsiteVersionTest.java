package dev.tributary.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connector for web sites tells by a digest of its own whether a page changed, since it cannot see the engine's rule
 * for what of a page is read. Both have to agree on what that is.
 */
final class WebsiteVersionTest {

    /** A page before and after an edit, which is what stands left and right of the bar. */
    private static final String EDIT = "\\{([^{|}]*)\\|([^{|}]*)}";

    private final RecordedSource site = new RecordedSource();
    private final Html html = new Html(1 << 20);

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<main><p>Text</p><aside>{one|two}</aside></main>",
                "<main><p>Text</p><div role=complementary>{one|two}</div></main>",
                "<main><header>{one|two}</header><p>Text</p></main>",
                "<article><footer>{one|two}</footer><p>Text</p></article>",
                "<body><header>{one|two}</header><p>Text</p>",
                "<body><p>Text</p><aside>{one|two}</aside>",
                "<article><header>{one|two}</header>A</article><article>B</article>",
                "<main></main><div><p>{one|two}</p></div>",
                "<main>{one|two}</main><main>Second</main><article>A</article>",
                "<article></article><div>{one|two}</div>",
                "<main><pre>if a:\n{  |    }b()</pre></main>",
                "<main><pre>a\n{|\n}b</pre></main>",
                "<main><pre><code class='language-{java|kotlin}'>a</code></pre></main>",
                "<main><div class='highlight-{java|kotlin}'><div><pre>a</pre></div></div></main>",
                "<main><p>a{| }<b>b</b></p></main>",
                "<main><p><b>a</b>{| }<b>b</b></p></main>",
                "<main><p><b>a{</b>|}b{|</b>}</p></main>",
                "<main><p>a{<br>| }b</p></main>",
                "<main><p>a <code>b{| }c</code></p></main>",
                "<main><a href='/x{|?page=2}'>x</a></main>",
                "<main><a href='/x#{a|b}'>x</a></main>",
                "<main><a href='mailto:{a|b}@x.example'>x</a></main>",
                "<main><img src=/a.png alt='{one|two}'></main>",
                "<main><img src='https://h.example/{a|b}.png' alt=A></main>",
                "<main><ol start={1|3}><li>a</ol></main>",
                "<main><ol><li value={1|3}>a</ol></main>",
                "<main><ul><li><input type=checkbox {checked|}> a</ul></main>",
                "<main><table><tr><th>a<th>b<tr><td {colspan=2|}>c</table></main>",
                "<main><div class='admonition {note|warning}'><p>a</p></div></main>",
                "<main><div {role=note|}><p>a</p></div></main>",
                "<main><math alttext='{a|b}'><mi>x</mi></math></main>",
                "<main><form><p>{one|two}</p></form></main>",
                "<main><p>a</p><div {|hidden}>b</div></main>",
                "<main><p>a</p><div style='{|display: none}'>b</div></main>"
            })
    void editsOfWhatIsReadChangeTheVersion(String page) throws InterruptedException {
        var before = read(page.replaceAll(EDIT, "$1"));
        var after = read(page.replaceAll(EDIT, "$2"));
        assertThat(markdown(after)).as("what is read").isNotEqualTo(markdown(before));
        assertThat(after.contentHash()).isNotEqualTo(before.contentHash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<nav>{one|two}</nav><main>Text</main>",
                "<main><nav>{one|two}</nav>Text</main>",
                "<header>{one|two}</header><main>Text</main><aside>{one|two}</aside>",
                "<header>{one|two}</header><article>A</article><article>B</article><footer>{one|two}</footer>",
                "<header>{one|two}</header><article>A</article>",
                "<main>First</main><main>{one|two}</main><article>{one|two}</article>",
                "<main><p hidden>A</p></main><div>{one|two}</div>",
                "<main>Text<script>{one|two}</script><style>{one|two}</style></main>",
                "<main>Text<!-- {one|two} --></main>",
                "<main>Text<form><input type=hidden name=token value={1|2}></form></main>",
                "<main><p>Text</p><input type=hidden value={1|2}></main>",
                "<main>Text<button>{one|two}</button></main>",
                "<main>Text<div role=search>{one|two}</div><p aria-hidden=true>{one|two}</p></main>",
                "<main>Text<div role=dialog class=cookie-banner>{one|two}</div></main>",
                "<main><h2>Text<a class=headerlink href=#a>{one|two}</a></h2><div id=toc>{one|two}</div></main>",
                "<main><p class='{css-1|css-2}' id={a|b} data-n={1|2}>Text</p></main>",
                "<main>{|\n\n  }<p>{|\n}Text{| }\n</p>{|\n}<p>b</p></main>",
                "<main><p>a {| \n}b</p></main>",
                "<main><p>a <code>b {| }c</code></p></main>",
                "<main><img src='/{a|b}.png'>Text</main>",
                "<main><time datetime={2026-01-01|2026-01-02}>lately</time></main>",
                "<head><title>{one|two}</title></head><main>Text</main>"
            })
    void editsOfWhatIsNotReadLeaveTheVersion(String page) throws InterruptedException {
        var before = read(page.replaceAll(EDIT, "$1"));
        var after = read(page.replaceAll(EDIT, "$2"));
        assertThat(markdown(after)).as("what is read").isEqualTo(markdown(before));
        assertThat(after.contentHash()).isEqualTo(before.contentHash());
    }

    private ExternalDocument read(String page) throws InterruptedException {
        site.answers("/", Answer.html("<!doctype html>" + page));
        var session = site.session(Map.of("startUrl", List.of(site.url() + "/"), "mode", List.of("crawl")));
        return Listing.of(website(), session, ListRequest.EVERYTHING)
                .documents()
                .getFirst();
    }

    private String markdown(ExternalDocument document) {
        return document.content() instanceof Content.Text(String value, String _)
                        && html.markdown(value) instanceof Draft.Text(String markdown)
                ? markdown
                : "";
    }

    private static Connector website() {
        return ServiceLoader.load(Connector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(connector -> connector.meta().id().equals("website"))
                .findFirst()
                .orElseThrow();
    }
}
