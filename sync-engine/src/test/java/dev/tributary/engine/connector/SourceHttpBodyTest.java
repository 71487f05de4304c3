package dev.tributary.engine.connector;

import static dev.tributary.connector.SourceRequest.get;
import static dev.tributary.engine.connector.FakeSource.bytes;
import static dev.tributary.engine.connector.FakeSource.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F6: bodies are read with a hard cap")
final class SourceHttpBodyTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final Lab lab = new Lab("max-body", "2MB");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void keepsASmallBodyInMemory() throws InterruptedException {
        lab.source.on("/a", text(200, "small"));
        assertThat(lab.http().send(get(lab.source.at("/a"))).body()).isInstanceOf(Bytes.InMemory.class);
    }

    @Test
    void keepsALargeBodyInAFileUntilTheSessionEnds() throws InterruptedException, IOException {
        var content = new byte[MEGABYTE];
        new Random(7).nextBytes(content);
        lab.source.on("/a", bytes(200, content));
        var body = lab.http().send(get(lab.source.at("/a"))).body();
        assertThat(body).isInstanceOf(Bytes.OnDisk.class);
        assertThat(body.toArray()).isEqualTo(content);
        lab.session().close();
        assertThatThrownBy(body::open).isInstanceOf(IOException.class);
    }

    @Test
    void acceptsABodyAtTheCap() throws InterruptedException {
        lab.source.on("/a", bytes(200, new byte[2 * MEGABYTE]));
        assertThat(lab.http().send(get(lab.source.at("/a"))).body().size()).isEqualTo(2 * MEGABYTE);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        lab.source.on("/a", bytes(200, new byte[2 * MEGABYTE + 1]));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a?sig=s3cret"))))
                .isInstanceOf(ContentTooLarge.class)
                .hasMessageContaining("/a is larger than 2 MB")
                .hasMessageContaining("tributary.source.max-body")
                .hasMessageNotContaining("s3cret");
        assertThat(lab.source.seen()).hasSize(1);
    }

    @Test
    void closesTheConnectionOfABodyThatNeverEnds() throws InterruptedException {
        var closed = new CountDownLatch(1);
        lab.source.on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[64 * 1024]);
                }
            } catch (IOException e) {
                closed.countDown();
            }
        });
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a")))).isInstanceOf(ContentTooLarge.class);
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void decodesGzipAndDeflate() throws InterruptedException, IOException {
        lab.source.on("/gzip", bytes(200, compressed("hello", Codec.GZIP), "Content-Encoding", "gzip"));
        lab.source.on("/deflate", bytes(200, compressed("hello", Codec.DEFLATE), "Content-Encoding", "deflate"));
        assertThat(lab.http().send(get(lab.source.at("/gzip"))).text()).isEqualTo("hello");
        assertThat(lab.http().send(get(lab.source.at("/deflate"))).text()).isEqualTo("hello");
    }

    @Test
    void countsDecodedBytesAgainstTheCap() throws IOException {
        var bomb = compressed("0".repeat(64 * MEGABYTE), Codec.GZIP);
        assertThat(bomb.length).isLessThan(MEGABYTE);
        lab.source.on("/a", bytes(200, bomb, "Content-Encoding", "gzip"));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a")))).isInstanceOf(ContentTooLarge.class);
    }

    @Test
    void saysThatABodyCannotBeDecoded() {
        lab.source.on("/a", bytes(200, "no gzip at all".getBytes(UTF_8), "Content-Encoding", "gzip"));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a")))).isInstanceOf(UnexpectedResponse.class);
    }

    @Test
    void passesOverTheBodyOfAnErrorHoweverLarge() {
        lab.source.on("/a", bytes(400, new byte[4 * MEGABYTE]));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a")))).hasMessageContaining("400");
    }

    private enum Codec {
        GZIP,
        DEFLATE;

        OutputStream around(OutputStream out) throws IOException {
            return switch (this) {
                case GZIP -> new GZIPOutputStream(out);
                case DEFLATE -> new DeflaterOutputStream(out);
            };
        }
    }

    private static byte[] compressed(String text, Codec codec) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var compressing = codec.around(out)) {
            compressing.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
