package dev.tributary.source.folder;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths, read as in a .gitignore file: without a slash it names a file or folder at any depth, with one it
 * starts at the root; a folder stands for all below it; one that ends in a slash is a folder. Names are compared after
 * Unicode normalisation, since a pattern is typed and a name may come from a Mac.
 */
record Glob(String pattern, Pattern regex) {

    /** Reads a pattern; one that makes no sense is an {@link IllegalArgumentException}. */
    static Glob of(String pattern) {
        var body = Normalizer.normalize(pattern, Normalizer.Form.NFC);
        var folderOnly = body.endsWith("/") || (body.endsWith("/**") && body.length() > 3);
        body = body.replaceFirst("(?<=.)/(\\*\\*)?$", "");
        var anchored = body.contains("/");
        body = body.startsWith("/") ? body.substring(1) : body;
        var regex = (anchored ? "" : "(?:.*/)?") + translated(body) + (folderOnly ? "/.*" : "(?:/.*)?");
        try {
            return new Glob(pattern, Pattern.compile(regex, Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'%s' is not a pattern: %s".formatted(pattern, e.getDescription()), e);
        }
    }

    /** Tells whether the pattern covers the path; that of a folder ends in a slash. */
    boolean matches(String path) {
        return regex.matcher(Normalizer.normalize(path, Normalizer.Form.NFC)).matches();
    }

    private static String translated(String glob) {
        var regex = new StringBuilder();
        var at = 0;
        while (at < glob.length()) {
            at = glob.charAt(at) == '*' ? star(glob, at, regex) : other(glob, at, regex);
        }
        return regex.toString();
    }

    private static int star(String glob, int at, StringBuilder regex) {
        var startsSegment = at == 0 || glob.charAt(at - 1) == '/';
        if (startsSegment && glob.startsWith("**/", at)) {
            regex.append("(?:[^/]+/)*");
            return at + 3;
        }
        var crossing = glob.startsWith("**", at);
        regex.append(crossing ? ".*" : "[^/]*");
        return at + (crossing ? 2 : 1);
    }

    private static int other(String glob, int at, StringBuilder regex) {
        var c = glob.charAt(at);
        switch (c) {
            case '?' -> regex.append("[^/]");
            case '{' -> regex.append("(?:");
            case '}' -> regex.append(')');
            case ',' -> regex.append(insideBraces(glob, at) ? "|" : ",");
            case '[' -> {
                return characters(glob, at, regex);
            }
            case '\\' -> {
                regex.append(Pattern.quote(glob.substring(at + 1, Math.min(at + 2, glob.length()))));
                return at + 2;
            }
            default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
        return at + 1;
    }

    private static boolean insideBraces(String glob, int at) {
        var before = glob.substring(0, at);
        return before.chars().filter(c -> c == '{').count()
                > before.chars().filter(c -> c == '}').count();
    }

    private static int characters(String glob, int at, StringBuilder regex) {
        var end = glob.indexOf(']', at + 2);
        if (end < 0) {
            throw new IllegalArgumentException("'%s' is not a pattern: a [ without its ]".formatted(glob));
        }
        var set = glob.substring(at + 1, end).replaceAll("[\\[\\\\&^]", "\\\\$0");
        regex.append("(?!/)[")
                .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                .append(']');
        return end + 1;
    }
}
