package dev.tributary.source.folder;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns the links of one Obsidian note into those of plain Markdown, as Obsidian describes both in its help
 * (obsidianmd/obsidian-help, Linking notes and files/Internal links.md and Embed files.md). A link whose file is neither
 * beside the note nor at the root becomes its text, since finding it elsewhere would mean to go through the vault.
 */
final class WikiLinks {

    private static final Pattern LINK =
            Pattern.compile("(?<code>(?<ticks>`++).*?(?<!`)\\k<ticks>(?!`))|(?<bang>!?)\\[\\[(?<link>[^\\[\\]]+)]]");
    private static final Pattern FENCE = Pattern.compile("^[ >\\t]*(?<marks>`{3,}|~{3,})(?<rest>[^\\n]*)");
    private static final Pattern SIZE = Pattern.compile("\\d+(x\\d+)?");
    private static final int LONGEST_LINE = 20_000;

    private final FolderFile note;
    private final FolderSettings settings;
    private final Map<String, Optional<FileId>> found = new HashMap<>();

    WikiLinks(FolderFile note, FolderSettings settings) {
        this.note = note;
        this.settings = settings;
    }

    /** Renders the text; code stays as it is. */
    String rendered(String markdown) {
        var out = new StringBuilder(markdown.length());
        var fence = "";
        for (var line : markdown.split("(?<=\\n)", -1)) {
            var marks = FENCE.matcher(line);
            if (marks.find()) {
                fence = fenceAfter(fence, marks);
                out.append(line);
            } else {
                out.append(fence.isEmpty() ? line(line) : line);
            }
        }
        return out.toString();
    }

    private static String fenceAfter(String open, Matcher line) {
        var marks = line.group("marks");
        if (open.isEmpty()) {
            return marks;
        }
        var closes = marks.startsWith(open) && line.group("rest").isBlank();
        return closes ? "" : open;
    }

    private String line(String line) {
        if (!line.contains("[[") || line.length() > LONGEST_LINE) {
            return line;
        }
        return LINK.matcher(line).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    private String replacement(MatchResult match) {
        if (match.group("code") != null) {
            return match.group();
        }
        var parts = match.group("link").split("\\\\?\\|", 2);
        var anchor = parts[0].split("#", 2);
        var target = anchor[0].strip();
        var alias = parts.length > 1 ? parts[1].strip() : "";
        var heading = anchor.length > 1
                ? anchor[1].substring(anchor[1].lastIndexOf('#') + 1).strip()
                : "";
        var embedsImage = !match.group("bang").isEmpty() && FileType.of(target).isImage();
        var text = alias.isEmpty() || (embedsImage && SIZE.matcher(alias).matches()) ? label(target, heading) : alias;
        return found.computeIfAbsent(target, this::find)
                .map(file -> (embedsImage ? "![" : "[") + text + "](" + address(file, heading) + ")")
                .orElse(text);
    }

    private static String label(String target, String heading) {
        var shown = heading.startsWith("^") ? "" : heading;
        if (target.isEmpty()) {
            return heading.startsWith("^") ? heading.substring(1) : heading;
        }
        return shown.isEmpty() ? target : target + " > " + shown;
    }

    private Optional<FileId> find(String target) {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        var names = FileType.of(target).extension().isEmpty()
                ? List.of(target + ".md", target)
                : List.of(target, target + ".md");
        return Stream.of(note.folder(), "")
                .flatMap(folder -> names.stream().map(name -> name.startsWith("/") ? name : folder + "/" + name))
                .flatMap(path -> normalized(path).flatMap(FileId::parse).stream())
                .filter(this::isThere)
                .findFirst();
    }

    private static Optional<String> normalized(String path) {
        var segments = new ArrayDeque<String>();
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }

    private boolean isThere(FileId file) {
        try {
            return FolderFile.find(file, settings.root()).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The way from the note to the file, encoded; a block of Obsidian's means nothing elsewhere and is left out. */
    private String address(FileId file, String heading) {
        var from = note.id().encoded().split("/", -1);
        var to = file.encoded().split("/", -1);
        var common = Arrays.mismatch(from, to);
        var shared = Math.max(0, Math.min(common, Math.min(from.length, to.length) - 1));
        if (common < 0) {
            shared = to.length - 1;
        }
        var way = "../".repeat(from.length - 1 - shared)
                + String.join("/", Arrays.asList(to).subList(shared, to.length));
        var anchor = heading.isEmpty() || heading.startsWith("^") ? "" : "#" + FileId.encode(heading);
        return (way + anchor).replace("(", "%28").replace(")", "%29");
    }
}
