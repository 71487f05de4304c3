package dev.tributary.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The few files that every page needs: packed once, at an address that changes with them, and so kept by browsers for good. */
@RestController
final class Assets {
    private static final List<String> NAMES =
            List.of("tabler.min.css", "admin.css", "htmx.min.js", "theme.js", "admin.js", "logo.svg");

    private final Map<String, Asset> assets =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Asset::read));

    /** Where a browser finds each, below the root of the UI. */
    Map<String, String> addresses() {
        return assets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        asset -> "/ui/assets/%s/%s".formatted(asset.getValue().digest(), asset.getKey())));
    }

    @GetMapping("/ui/assets/{digest}/{name}")
    ResponseEntity<byte[]> get(
            @PathVariable String digest,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted) {
        var asset = assets.get(name);
        if (asset == null) {
            return ResponseEntity.notFound().build();
        }
        var zipped = accepted.contains("gzip");
        var answer = ResponseEntity.ok()
                .contentType(asset.type())
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .cacheControl(
                        digest.equals(asset.digest())
                                ? CacheControl.maxAge(Duration.ofDays(365))
                                        .cachePublic()
                                        .immutable()
                                : CacheControl.noStore());
        return zipped
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.zipped())
                : answer.body(asset.plain());
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Asset(MediaType type, String digest, byte[] plain, byte[] zipped) {

        static Asset read(String name) {
            try {
                var found =
                        new PathMatchingResourcePatternResolver().getResources("classpath*:admin/assets/**/" + name);
                var plain = found[0].getContentAsByteArray();
                return new Asset(type(name), digest(plain), plain, zip(plain));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static MediaType type(String name) {
            return switch (name.substring(name.lastIndexOf('.'))) {
                case ".css" -> MediaType.valueOf("text/css;charset=UTF-8");
                case ".js" -> MediaType.valueOf("text/javascript;charset=UTF-8");
                case ".svg" -> MediaType.valueOf("image/svg+xml");
                default -> MediaType.APPLICATION_OCTET_STREAM;
            };
        }

        private static String digest(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static byte[] zip(byte[] bytes) throws IOException {
            var out = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(out)) {
                zip.write(bytes);
            }
            return out.toByteArray();
        }
    }
}
