package dev.tributary.source.website;

import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.ContentType;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What kind of thing an address answered with. */
record MediaType(String name, Optional<Charset> charset) {

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("md", "text/markdown"),
            Map.entry("markdown", "text/markdown"),
            Map.entry("txt", "text/plain"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("doc", "application/msword"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("ppt", "application/vnd.ms-powerpoint"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            Map.entry("odp", "application/vnd.oasis.opendocument.presentation"),
            Map.entry("rtf", "application/rtf"),
            Map.entry("epub", "application/epub+zip"));

    /** Extensions of pictures, fonts, sound, films, archives and programs; links to them are not followed. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "tif", "tiff", "woff", "woff2", "ttf",
            "otf", "eot", "mp3", "mp4", "m4a", "m4v", "ogg", "ogv", "wav", "webm", "avi", "mov", "mkv", "flac", "zip",
            "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "jar", "war", "exe", "msi", "dmg", "pkg", "deb", "rpm", "iso",
            "img", "apk", "wasm");

    static MediaType of(SourceResponse response) {
        var header = response.header("Content-Type").orElse("");
        var name = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var byName =
                Optional.ofNullable(BY_EXTENSION.get(extension(response.uri().getRawPath())));
        var vague = name.isEmpty()
                || (name.equals("application/octet-stream")
                        && (byName.isPresent()
                                || extension(response.uri().getRawPath()).isEmpty()));
        var markdown = name.equals("text/plain")
                && byName.filter("text/markdown"::equals).isPresent();
        return new MediaType(
                vague || markdown ? byName.orElse(vague ? "text/html" : name) : name, ContentType.charset(response));
    }

    /** Whether a link is worth following, as far as its address tells: a page may be called Node.js, too. */
    static boolean mayHoldText(String canonical) {
        var path = CanonicalUrl.pathAndQuery(canonical).replaceFirst("\\?.*", "");
        return !WITHOUT_TEXT.contains(extension(path));
    }

    boolean isHtml() {
        return name.equals("text/html") || name.equals("application/xhtml+xml");
    }

    boolean isText() {
        return name.equals("text/plain") || name.equals("text/markdown") || name.equals("text/x-markdown");
    }

    boolean isFile() {
        return !isHtml() && !isText() && BY_EXTENSION.containsValue(name);
    }

    private static String extension(String path) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        return file.contains(".") ? file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }
}
