package dev.tributary.engine.content;

import dev.tributary.connector.ExternalDocument.Content;
import java.nio.charset.Charset;
import java.util.Optional;

/** Reads files that hold text of some kind. */
final class Files {

    private static final int LONGEST_FENCE = 80;

    private final Html html;

    Files(Html html) {
        this.html = html;
    }

    Draft draft(Content.File file, MimeType type, FileKind kind) {
        var bytes = file.bytes().toArray();
        var declared = type.charset().flatMap(Decoding::known);
        var isWide =
                declared.or(() -> Decoding.mark(bytes)).filter(Decoding::isWide).isPresent();
        return Signature.notText(bytes, isWide)
                .<Draft>map(Draft.NotText::new)
                .orElseGet(() -> read(bytes, declared, sniffed(kind, type, bytes)));
    }

    private static FileKind sniffed(FileKind kind, MimeType type, byte[] bytes) {
        var mayBeHtml = kind instanceof FileKind.Plain && type.isVague();
        return mayBeHtml && Signature.isHtml(bytes) ? new FileKind.Html() : kind;
    }

    private Draft read(byte[] bytes, Optional<Charset> declared, FileKind kind) {
        return switch (kind) {
            case FileKind.Plain _, FileKind.Markdown _ -> new Draft.Text(text(bytes, declared));
            case FileKind.Html _ -> html.markdown(text(bytes, declared.or(() -> Decoding.meta(bytes))));
            case FileKind.Code(String language) -> new Draft.Text(fenced(text(bytes, declared), language));
            case FileKind.Unread(String what) -> new Draft.NotText(what);
        };
    }

    private static String text(byte[] bytes, Optional<Charset> declared) {
        return CleanText.of(Decoding.text(bytes, declared));
    }

    /**
     * Code and data stand in a fence: their {@code #} lines are no headings, their line breaks and indents mean
     * something, and the chunks they are cut into say which language they are in.
     */
    static String fenced(String code, String language) {
        if (code.isBlank()) {
            return "";
        }
        var fence = fence(code);
        return fence + language + "\n" + code + (code.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    /** A fence that the text does not end by itself. */
    static String fence(String text) {
        var backticks = longestRun(text, '`');
        var sign = backticks > LONGEST_FENCE ? '~' : '`';
        var longest = sign == '`' ? backticks : longestRun(text, '~');
        return String.valueOf(sign).repeat(Math.max(3, longest + 1));
    }

    static int longestRun(String text, char sign) {
        var longest = 0;
        for (int i = text.indexOf(sign); i >= 0; i = text.indexOf(sign, i + 1)) {
            var start = i;
            while (i + 1 < text.length() && text.charAt(i + 1) == sign) {
                i++;
            }
            longest = Math.max(longest, i + 1 - start);
        }
        return longest;
    }
}
