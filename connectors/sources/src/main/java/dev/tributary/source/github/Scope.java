package dev.tributary.source.github;

import dev.tributary.connector.SourceConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which files the administrator wants.
 *
 * @param folder with a slash at its end; empty for all
 * @param extensions in lower case, without dots; empty for all
 */
record Scope(String folder, List<String> extensions, long maxFiles) {

    static Scope of(SourceConfig config) {
        var folder = config.text("pathPrefix").replaceAll("^/+|/+$", "");
        var extensions = config.list("extensions").stream()
                .flatMap(answer -> answer.lines().flatMap(line -> List.of(line.split("[,\\s]+")).stream()))
                .map(extension -> extension.replaceFirst("^\\*?\\.", "").toLowerCase(Locale.ROOT))
                .filter(extension -> !extension.isEmpty())
                .distinct()
                .toList();
        return new Scope(
                folder.isEmpty() ? "" : folder + "/",
                extensions,
                config.number("maxFiles").orElse(Long.MAX_VALUE));
    }

    /** The rule by which the entry is left out, if there is one. */
    Optional<String> ruleAgainst(Entry entry) {
        return switch (entry.kind()) {
            case LINK -> Optional.of("symbolic links are not followed");
            case SUBMODULE -> Optional.of("submodules are repositories of their own");
            case FOLDER -> Optional.of("folders have no content of their own");
            case FILE -> ruleAgainstFile(entry);
        };
    }

    /** Whether the folder, given with a slash at its end, can hold files that are wanted. */
    boolean reaches(String path) {
        return path.startsWith(folder) || folder.startsWith(path);
    }

    private Optional<String> ruleAgainstFile(Entry file) {
        if (!file.path().startsWith(folder)) {
            return Optional.of("outside the folder " + folder);
        }
        if (!extensions.isEmpty() && !extensions.contains(file.extension())) {
            return Optional.of("extension is not one of " + String.join(", ", extensions));
        }
        return Optional.empty();
    }
}
