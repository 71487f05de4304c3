package dev.tributary.meta;

import java.util.List;

/**
 * What an administrator does at the source before filling in the form, shown in the form and by {@code doctor}.
 *
 * @param steps one sentence each, in order
 * @param link the source's own page about it, or the empty string
 */
public record Setup(List<String> steps, String link) {

    /** Nothing to prepare. */
    public static final Setup NONE = new Setup(List.of(), "");

    public Setup {
        steps = List.copyOf(steps);
    }
}
