package dev.tributary.source.folder;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a name says about a file. The table is our own, since what the JDK answers depends on the machine.
 *
 * @param extension in lower case, without its dot; may be empty
 */
record FileType(String extension) {

    private static final Set<String> MARKDOWN = Set.of("md", "markdown");

    private static final Set<String> TEXT = Set.of(
            ("txt text log rst adoc asciidoc org tex bib ini cfg conf toml properties yaml yml sql sh bash zsh ps1"
                            + " bat c h cc cpp hpp cs java kt kts scala groovy gradle py rb php pl go rs swift js mjs ts"
                            + " tsx jsx css scss less vue lua r jl hs ex exs erl clj tf proto graphql diff patch")
                    .split(" "));

    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("pdf", "application/pdf"),
            Map.entry("doc", "application/msword"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("ppt", "application/vnd.ms-powerpoint"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            Map.entry("odp", "application/vnd.oasis.opendocument.presentation"),
            Map.entry("rtf", "application/rtf"),
            Map.entry("epub", "application/epub+zip"),
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("xhtml", "application/xhtml+xml"),
            Map.entry("xml", "application/xml"),
            Map.entry("json", "application/json"),
            Map.entry("csv", "text/csv"),
            Map.entry("tsv", "text/tab-separated-values"),
            Map.entry("eml", "message/rfc822"),
            Map.entry("msg", "application/vnd.ms-outlook"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("flac", "audio/flac"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("webm", "video/webm"));

    static FileType of(String name) {
        var dot = name.lastIndexOf('.');
        return new FileType(dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    boolean isMarkdown() {
        return MARKDOWN.contains(extension);
    }

    /** Whether the file is text as far as its name tells, or may be. */
    boolean mayBeText() {
        return !OTHER.containsKey(extension);
    }

    boolean isImage() {
        return mimeType().startsWith("image/");
    }

    String mimeType() {
        if (isMarkdown()) {
            return "text/markdown";
        }
        return TEXT.contains(extension) ? "text/plain" : OTHER.getOrDefault(extension, "application/octet-stream");
    }
}
