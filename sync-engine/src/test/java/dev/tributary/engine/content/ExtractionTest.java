package dev.tributary.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ExternalDocument.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

final class ExtractionTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final Extraction extraction = new Extraction(new ContentSettings(DataSize.ofKilobytes(100), 2000, 0.25));

    @Test
    void keepsMarkdownAndTellsItsDigest() {
        assertThat(text("# Hello\n", "text/markdown; charset=utf-8"))
                .isEqualTo(new Extracted.Markdown(
                        "# Hello\n", "90f8ec5669cd34183b9b0fdf8b94f5efb4c3672876330f4aa76088c2b4ad17be"));
    }

    @Test
    void cleansWhatPostgresCannotStore() {
        assertThat(markdown(text("\uFEFFa\0b\r\nc\rd \uD800 e 😀 \uDC00", "text/plain")))
                .isEqualTo("a\uFFFDb\nc\nd \uFFFD e 😀 \uFFFD");
        assertThat(markdown(text("<pre>a\0b\uD800</pre>", "text/html"))).doesNotContain("\0", "\uD800");
    }

    @Test
    void readsHtml() {
        assertThat(markdown(text("<h1>Tides</h1>", "TEXT/HTML; charset=UTF-8"))).isEqualTo("# Tides\n");
        assertThat(markdown(file("page.htm", "", "<h1>Tides</h1>"))).isEqualTo("# Tides\n");
        assertThat(markdown(file("page", "", " <!DOCTYPE html><h1>Tides</h1>"))).isEqualTo("# Tides\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, text/plain, python",
        "a.json, application/json; charset=utf-8, json",
        "feed, application/atom+xml, xml",
        "a.yml, application/octet-stream, yaml",
        "a.csv, text/csv, csv",
        "src/Dockerfile, '', dockerfile",
        "a.weird, text/x-weird, ''"
    })
    void fencesCodeAndData(String name, String type, String language) {
        assertThat(markdown(file(name, type, "# no ``` heading\n")))
                .isEqualTo("````" + language + "\n# no ``` heading\n````\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a.pdf, application/octet-stream, PDF files are not read yet",
        "a, application/pdf, PDF files are not read yet",
        "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document, Word files are not read yet",
        "a.svg, image/svg+xml, Image files are not read yet",
        "a.zip, application/zip, Archive files are not read yet",
        "a, application/x-unheard-of, Files of type application/x-unheard-of are not read yet"
    })
    void saysWhichFilesItDoesNotRead(String name, String type, String reason) {
        assertThat(file(name, type, "x")).isEqualTo(new Extracted.Unsupported(reason));
    }

    @Test
    void tellsFromTheBytesThatTextIsNone() {
        assertThat(file("a.txt", "text/plain", "a\0b"))
                .isEqualTo(new Extracted.Unsupported("Binary files are not read yet"));
        assertThat(file("a", "", "%PDF-1.7")).isEqualTo(new Extracted.Unsupported("PDF files are not read yet"));
        assertThat(extraction.extract(new Content.File("", "", Bytes.of(new byte[] {1})), "report.pdf"))
                .isEqualTo(new Extracted.Unsupported("PDF files are not read yet"));
    }

    @Test
    void decodesByMarkDeclarationUtf8AndWindows1252() {
        var text = "Zürich";
        assertThat(markdown(bytes("text/plain", text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text);
        assertThat(markdown(bytes("text/plain", text.getBytes(WINDOWS)))).isEqualTo(text);
        assertThat(markdown(bytes("text/plain; charset=utf-8", text.getBytes(WINDOWS))))
                .isEqualTo(text);
        assertThat(markdown(bytes("text/plain; charset=no-such-set", text.getBytes(WINDOWS))))
                .isEqualTo(text);
        assertThat(markdown(bytes("text/plain", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(text);
        assertThat(markdown(bytes("text/plain", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text);
        assertThat(markdown(bytes("text/plain;charset=utf-16le", text.getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(text);
        var koi8 = "<meta charset='koi8-r'><p>вода</p>".getBytes(Charset.forName("koi8-r"));
        assertThat(markdown(bytes("text/html", koi8))).isEqualTo("вода\n");
    }

    @Test
    void refusesMoreTextThanItMayRead() {
        var reason = "The text has 200000 bytes; up to 102400 bytes are read (tributary.content.max-text)";
        assertThat(text("x".repeat(200_000), "text/plain")).isEqualTo(new Extracted.Unsupported(reason));
        assertThat(file("a.txt", "", "x".repeat(200_000))).isEqualTo(new Extracted.Unsupported(reason));
        assertThat(text("ü".repeat(60_000), "text/plain")).isInstanceOf(Extracted.Unsupported.class);
        assertThat(text("<ul><li>".repeat(16) + "<p>x".repeat(10_000), "text/html"))
                .isInstanceOf(Extracted.Unsupported.class);
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        var types = new String[] {
            "", "text/plain", "text/html", "text/html; charset=utf-16", "application/json", ";", "a/b;charset=\""
        };
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new SplittableRandom(seed);
            var noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(bytes(types[seed % types.length], noise)).isNotNull();
        }
    }

    @Test
    void passesReasonsOnAndTakesEmptyDocuments() {
        assertThat(extraction.extract(new Content.Skipped("too large"), "t"))
                .isEqualTo(new Extracted.Unsupported("too large"));
        assertThat(markdown(text("", "text/html"))).isEmpty();
        assertThat(markdown(file("a.json", "", ""))).isEmpty();
    }

    private Extracted text(String value, String type) {
        return extraction.extract(new Content.Text(value, type), "title");
    }

    private Extracted file(String name, String type, String value) {
        return extraction.extract(
                new Content.File(name, type, Bytes.of(value.getBytes(StandardCharsets.UTF_8))), "title");
    }

    private Extracted bytes(String type, byte[] value) {
        return extraction.extract(new Content.File("file", type, Bytes.of(value)), "title");
    }

    private static String markdown(Extracted extracted) {
        return extracted instanceof Extracted.Markdown(String text, String _) ? text : extracted.toString();
    }
}
