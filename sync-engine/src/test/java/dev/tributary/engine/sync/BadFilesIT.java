package dev.tributary.engine.sync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tributary.engine.storage.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bombs, ruins and lies among the files of a folder: each is named with its reason, and the others are read as ever. */
final class BadFilesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration IN_TIME = Duration.ofSeconds(60);
    private static final int UNPACKED = 200 << 20;

    @TempDir
    private Path folder;

    private Mirror mirror;

    @BeforeEach
    void begin() throws IOException {
        mirror = new Mirror(DATABASE, "folder", Map.of("path", List.of(folder.toString())));
        write("good.md", "Seventeen onions.\n".getBytes(UTF_8));
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    @DisplayName("Archives are not unpacked, whatever they are called: a bomb takes no more than its bytes")
    void unpacksNoBombs() throws IOException {
        var zip = packed(bytes -> {
            var out = new ZipOutputStream(bytes);
            out.putNextEntry(new ZipEntry("bomb.txt"));
            return out;
        });
        var gzip = packed(GZIPOutputStream::new);
        assertThat(zip.length).isLessThan(UNPACKED / 100);
        for (var name : List.of("bomb.zip", "bomb.docx", "zip.txt", "zip.md", "zip.html", "zip")) {
            write(name, zip);
        }
        write("bomb.gz", gzip);
        write("gzip.txt", gzip);
        assertThat(run()).isEqualTo("completed listed=9 added=1 skipped=8 fetched=9");
        assertThat(mirror.reason("bomb.zip")).isEqualTo("Archive files are not read yet");
        assertThat(mirror.reason("zip.txt")).isEqualTo("Archive or Office files are not read yet");
        assertThat(mirror.reason("gzip.txt")).isEqualTo("Archive files are not read yet");
        assertThat(mirror.found("onions")).containsExactly("good");
    }

    @Test
    @DisplayName("Broken archives and files are named with the reason, and run after run nothing else suffers")
    void namesRuins() throws IOException {
        var zip = packed(bytes -> {
            var out = new ZipOutputStream(bytes);
            out.putNextEntry(new ZipEntry("half.txt"));
            return out;
        });
        write("half.zip", Arrays.copyOf(zip, zip.length / 2));
        write("empty.zip", new byte[0]);
        write("noise.docx", "no archive at all".getBytes(UTF_8));
        write("broken.pdf", "%PDF-1.7\nnothing follows".getBytes(UTF_8));
        write("noise.txt", "\0\1\2\0".getBytes(UTF_8));
        write("latin.txt", "Zw\u00f6lf K\u00fcrbisse".getBytes(ISO_8859_1));
        write("cut.html", "<html><body><p>Nine pumpkins<table><tr><td".getBytes(UTF_8));
        write("cut.json", "{\"broken\": [1,".getBytes(UTF_8));
        assertThat(run()).isEqualTo("completed listed=9 added=4 skipped=5 fetched=9");
        assertThat(mirror.reason("half.zip")).contains("Archive");
        assertThat(mirror.reason("noise.docx")).contains("Word");
        assertThat(mirror.reason("noise.txt")).contains("Binary");
        assertThat(mirror.found("pumpkins")).singleElement().asString().startsWith("cut");
        assertThat(mirror.found("Zw\u00f6lf")).singleElement().asString().startsWith("latin");
        assertThat(run()).isEqualTo("completed listed=9 unchanged=4 skipped=5");
    }

    @Test
    @DisplayName("Pages that are nested without end are read in time, or left out with the reason")
    void readsEndlessPagesInTime() throws IOException {
        for (var tag : List.of("<table><tr><td>", "<div>", "<table>x", "<blockquote>", "<ul><li>", "<a><table>")) {
            write("deep-%d.html".formatted(tag.hashCode()), (tag.repeat(100_000) + "deep").getBytes(UTF_8));
        }
        assertThat(run())
                .startsWith("completed listed=7 ")
                .contains("fetched=7")
                .doesNotContain("failed");
        assertThat(mirror.found("onions")).containsExactly("good");
    }

    private String run() {
        return assertTimeout(IN_TIME, mirror::full);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    @FunctionalInterface
    private interface Packing {
        OutputStream into(OutputStream bytes) throws IOException;
    }

    /** Much of nothing, packed. */
    private static byte[] packed(Packing packing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = packing.into(bytes)) {
            var block = new byte[1 << 20];
            for (var written = 0; written < UNPACKED; written += block.length) {
                out.write(block);
            }
        }
        return bytes.toByteArray();
    }
}
