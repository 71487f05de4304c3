package dev.tributary.connector;

import java.util.List;
import java.util.Optional;

/** A source that can list the choices of a form's selectors, such as its spaces or repositories. */
public interface ListsChoices {

    /**
     * Returns one page of choices, in the order a person would look for them.
     *
     * @param selector the {@code source} of a declared {@code Selector}
     * @param cursor where the page before ended; empty for the first
     */
    ChoicePage choices(SourceSession session, String selector, Optional<String> cursor) throws InterruptedException;

    /**
     * A part of the choices.
     *
     * @param nextCursor empty on the last page
     */
    record ChoicePage(List<Choice> choices, Optional<String> nextCursor) {
        public ChoicePage {
            choices = List.copyOf(choices);
        }
    }

    /**
     * One choice.
     *
     * @param value what the connector reads from its config
     * @param label what a person sees
     */
    record Choice(String value, String label) {}
}
