package dev.tributary.source.folder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which files the administrator wants. */
record FileFilter(List<Glob> include, List<Glob> exclude) {

    private static final List<Glob> NEVER =
            Stream.of(".*", "node_modules/", "~$*").map(Glob::of).toList();

    /** Names the rule that leaves the file or folder out; the path of a folder ends in a slash. */
    Optional<String> exclusion(String path) {
        return NEVER.stream()
                .filter(glob -> glob.matches(path))
                .map(glob -> "always left out: " + glob.pattern())
                .findFirst()
                .or(() -> exclude.stream()
                        .filter(glob -> glob.matches(path))
                        .map(glob -> "exclude: " + glob.pattern())
                        .findFirst());
    }

    /** Names the rule that leaves the file out. */
    Optional<String> ruleAgainst(String file) {
        return exclusion(file).or(() -> notIncluded(file));
    }

    private Optional<String> notIncluded(String file) {
        if (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(file))) {
            return Optional.empty();
        }
        var patterns = include.stream().map(Glob::pattern).toList();
        return Optional.of("include: " + String.join(", ", patterns));
    }
}
