package dev.tributary.engine.content;

import java.util.Locale;

/** What a file is, as far as reading it is concerned. */
sealed interface FileKind {

    record Plain() implements FileKind {}

    record Markdown() implements FileKind {}

    record Html() implements FileKind {}

    /** Text whose lines are not prose: source code, data, configuration. */
    record Code(String language) implements FileKind {}

    /** Not text; {@code what} names such files in the plural. */
    record Unread(String what) implements FileKind {}

    /** Decides by MIME type; if that says nothing, or nothing more than that it is text, by name. */
    static FileKind of(MimeType type, String name) {
        if (type.isVague()) {
            return byName(name);
        }
        return switch (type.essence()) {
            case "text/html", "application/xhtml+xml" -> new Html();
            case "text/markdown", "text/x-markdown" -> new Markdown();
            case "text/plain" -> byName(name) instanceof Unread ? new Plain() : byName(name);
            default -> typed(type.essence(), name);
        };
    }

    private static FileKind typed(String essence, String name) {
        var language = FileNames.languageOfType(essence);
        if (language.isPresent()) {
            return byName(name) instanceof Code code ? code : new Code(language.get());
        }
        return new Unread(FileNames.unreadType(essence));
    }

    private static FileKind byName(String name) {
        var extension = extension(name);
        return switch (extension) {
            case "", "txt", "text", "log", "rst", "adoc", "asciidoc", "org", "tex" -> new Plain();
            case "md", "markdown", "mdown", "mkd", "mdx" -> new Markdown();
            case "html", "htm", "xhtml" -> new Html();
            default ->
                FileNames.unreadExtension(extension)
                        .<FileKind>map(Unread::new)
                        .or(() -> FileNames.language(extension).map(Code::new))
                        .orElseGet(Plain::new);
        };
    }

    private static String extension(String name) {
        var file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        if (file.equals("Dockerfile") || file.equals("Makefile")) {
            return file.toLowerCase(Locale.ROOT);
        }
        var dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
