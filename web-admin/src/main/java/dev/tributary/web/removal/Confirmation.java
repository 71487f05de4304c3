package dev.tributary.web.removal;

import org.jspecify.annotations.Nullable;

/** The number of documents, typed by whoever lets them go. */
record Confirmation(@Nullable String documents) {

    /** With or without the marks between thousands. */
    boolean confirms(long number) {
        return number > 0
                && documents != null
                && documents.replaceAll("[,.'\\s]", "").equals(Long.toString(number));
    }
}
