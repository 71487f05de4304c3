package dev.tributary.source.folder;

import java.text.Normalizer;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths, read as in a .gitignore file: without a slash it names a file or folder at any depth, with one it
 * starts at the root; a folder stands for all below it; one that ends in a slash is a folder. Names are compared after
 * Unicode normalisation, since a pattern is typed and a name may come from a Mac.
 */
record Glob(String pattern, GlobSteps steps) {

    /** Reads a pattern; one that makes no sense is an {@link IllegalArgumentException}. */
    static Glob of(String pattern) {
        var body = Normalizer.normalize(pattern, Normalizer.Form.NFC);
        var folderOnly = body.endsWith("/") || (body.endsWith("/**") && body.length() > 3);
        body = body.replaceFirst("(?<=.)/(\\*\\*)?$", "");
        var anchored = body.contains("/");
        body = body.startsWith("/") ? body.substring(1) : body;
        var steps = new GlobSteps.Builder();
        try {
            if (!anchored) {
                steps.optionally(() -> steps.many(Glob::isAny).one('/'));
            }
            translate(body, steps);
            if (folderOnly) {
                steps.one('/').many(Glob::isAny);
            } else {
                steps.optionally(() -> steps.one('/').many(Glob::isAny));
            }
            return new Glob(pattern, steps.end());
        } catch (IllegalArgumentException e) {
            var why = e instanceof PatternSyntaxException syntax ? syntax.getDescription() : e.getMessage();
            throw new IllegalArgumentException("'%s' is not a pattern: %s".formatted(pattern, why), e);
        }
    }

    /** Tells whether the pattern covers the path; that of a folder ends in a slash. */
    boolean matches(String path) {
        return steps.lead(Normalizer.normalize(path, Normalizer.Form.NFC));
    }

    private static boolean isAny(int character) {
        return true;
    }

    private static boolean inName(int sign) {
        return sign != '/';
    }

    private static void translate(String glob, GlobSteps.Builder steps) {
        var at = 0;
        while (at < glob.length()) {
            at = glob.charAt(at) == '*' ? star(glob, at, steps) : other(glob, at, steps);
        }
    }

    private static int star(String glob, int at, GlobSteps.Builder steps) {
        var startsSegment = at == 0 || glob.charAt(at - 1) == '/';
        if (startsSegment && glob.startsWith("**/", at)) {
            steps.repeated(() -> steps.one(Glob::inName).many(Glob::inName).one('/'));
            return at + 3;
        }
        var crossing = glob.startsWith("**", at);
        steps.many(crossing ? Glob::isAny : Glob::inName);
        return at + (crossing ? 2 : 1);
    }

    private static int other(String glob, int at, GlobSteps.Builder steps) {
        var sign = glob.codePointAt(at);
        switch (sign) {
            case '?' -> steps.one(Glob::inName);
            case '{' -> steps.open();
            case '}' -> steps.close();
            case ',' -> steps.comma();
            case '[' -> {
                return characters(glob, at, steps);
            }
            case '\\' -> {
                return escaped(glob, at + 1, steps);
            }
            default -> steps.one(sign);
        }
        return at + Character.charCount(sign);
    }

    private static int escaped(String glob, int at, GlobSteps.Builder steps) {
        if (at == glob.length()) {
            return at;
        }
        var sign = glob.codePointAt(at);
        steps.one(sign);
        return at + Character.charCount(sign);
    }

    private static int characters(String glob, int at, GlobSteps.Builder steps) {
        var end = glob.indexOf(']', at + 2);
        if (end < 0) {
            throw new IllegalArgumentException("a [ without its ]");
        }
        var set = glob.substring(at + 1, end).replaceAll("[\\[\\\\&^]", "\\\\$0");
        var matcher = Pattern.compile("[" + (set.startsWith("!") ? "^" + set.substring(1) : set) + "]")
                .asMatchPredicate();
        IntPredicate within = sign -> sign != '/' && matcher.test(Character.toString(sign));
        steps.one(within);
        return end + 1;
    }
}
