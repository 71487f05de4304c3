package dev.tributary.engine.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which passwords are too easy: short ones, and those made only of what everybody tries first: one or two frequent words, one
 * character or one piece over and over, rows of the keyboard or the alphabet, the own name; with letters written as
 * digits or without, and whatever digits and signs stand around. No rule asks for certain kinds of characters. Thread-safe.
 */
@Component
public final class PasswordRules {
    /** The fewest characters. */
    public static final int SHORTEST = 12;

    /** The most characters, as the standard has it (OWASP ASVS 2.1.2). */
    public static final int LONGEST = 128;

    private static final String RESOURCE = "frequent-passwords.txt";
    private static final String ROWS =
            "01234567890 09876543210 abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba qwertyuiop poiuytrewq"
                    + " asdfghjkl lkjhgfdsa zxcvbnm mnbvcxz qwertzuiop yxcvbnm azertyuiop qsdfghjklm wxcvbn"
                    + " 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0";
    private static final int SHORTEST_RUN = 4;
    private static final int FEWEST_KINDS = 5;
    private static final int HARD_ENOUGH = 10;

    /** Several words together are a good password, however frequent each is. */
    private static final int EASY_WORDS = 2;

    private static final String LOOK_ALIKES = "013457@$!";
    private static final String LETTERS = "oieastasi";

    private final Set<String> frequent;
    private final int longestWord;

    PasswordRules() {
        this.frequent = read();
        this.longestWord = frequent.stream().mapToInt(String::length).max().orElse(0);
    }

    /** What is wrong with it, for the person who chose it; empty when it may be used. */
    public Optional<String> refusal(String password, String username) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of("must have %d to %d characters".formatted(SHORTEST, LONGEST));
        }
        return isEasy(password.toLowerCase(Locale.ROOT), username.toLowerCase(Locale.ROOT))
                ? Optional.of("is easy to guess: it is made of a frequent password, a row of keys, a repetition or your"
                        + " name; a few words that do not belong together are better")
                : Optional.empty();
    }

    private boolean isEasy(String password, String username) {
        return password.chars().distinct().count() < FEWEST_KINDS
                || hardPart(password, username) < HARD_ENOUGH
                || hardPart(asLetters(password), username) < HARD_ENOUGH;
    }

    /** What is left when everything easy is taken out: two for each letter, one for any other character. */
    private int hardPart(String password, String username) {
        var words = new HashSet<String>();
        var left = 0;
        for (int at = 0; at < password.length(); ) {
            var easy = easyFrom(password, at, username, words);
            if (easy == 0) {
                left += Character.isLetter(password.charAt(at)) ? 2 : 1;
            }
            at += Math.max(easy, 1);
        }
        return left;
    }

    /** How many characters from there on are one easy piece. */
    private int easyFrom(String password, int at, String username, Set<String> words) {
        if (!username.isEmpty() && password.startsWith(username, at)) {
            return username.length();
        }
        for (int length = Math.min(longestWord, password.length() - at); length >= SHORTEST_RUN; length--) {
            var word = password.substring(at, at + length);
            if (frequent.contains(word) && (words.size() < EASY_WORDS || words.contains(word))) {
                words.add(word);
                return length;
            }
        }
        var row = rowFrom(password, at);
        return row > 0 ? row : repetitionFrom(password, at);
    }

    private static int rowFrom(String password, int at) {
        var length = 0;
        while (at + length < password.length() && ROWS.contains(password.substring(at, at + length + 1))) {
            length++;
        }
        return length >= SHORTEST_RUN ? length : 0;
    }

    /** A piece that was there just before, of up to half of the password. */
    private static int repetitionFrom(String password, int at) {
        for (int length = Math.min(at, password.length() - at); length >= 1; length--) {
            if (password.regionMatches(at - length, password, at, length)) {
                return length;
            }
        }
        return 0;
    }

    /** With the letters that digits and signs beside letters stand for. */
    private static String asLetters(String password) {
        var letters = new StringBuilder(password);
        for (int at = 0; at < password.length(); at++) {
            var look = LOOK_ALIKES.indexOf(password.charAt(at));
            if (look >= 0 && (isLetter(password, at - 1) || isLetter(password, at + 1))) {
                letters.setCharAt(at, LETTERS.charAt(look));
            }
        }
        return letters.toString();
    }

    private static boolean isLetter(String password, int at) {
        return at >= 0 && at < password.length() && Character.isLetter(password.charAt(at));
    }

    private static Set<String> read() {
        try (var lines = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ", -1)))
                    .filter(word -> word.length() >= SHORTEST_RUN)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
