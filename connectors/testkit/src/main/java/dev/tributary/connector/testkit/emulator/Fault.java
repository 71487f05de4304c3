package dev.tributary.connector.testkit.emulator;

import java.time.Duration;
import java.time.Instant;

/** One way in which a source fails. */
public sealed interface Fault {

    /** Whether it can befall such a call; elsewhere it is not counted. */
    default boolean canBefall(Call call) {
        return true;
    }

    /** Answers 429 with Retry-After in seconds. */
    record RateLimited(Duration retryAfter) implements Fault {}

    /** Answers 429 with Retry-After as a date. */
    record RateLimitedUntil(Instant time) implements Fault {}

    /** Answers a bare status, such as 500 or 503. */
    record Status(int status) implements Fault {}

    /** Answers 401; scheduled for always, until it is lifted. */
    record RevokedToken() implements Fault {}

    /**
     * Closes the connection instead of sending the body. Not before the headers: clients send a GET again by themselves
     * if a kept connection closes that early, and would hide the fault.
     */
    record ConnectionReset() implements Fault {}

    /** Answers well, but late. */
    record Slow(Duration latency) implements Fault {}

    /** Announces the whole length, sends half and closes the connection. */
    record TruncatedBody() implements Fault {}

    /** Answers 200 with half the JSON, well delivered. */
    record MalformedJson() implements Fault {}

    /** Answers 200 with a web page, as a proxy or a sign-in does. */
    record InterstitialPage() implements Fault {}

    /** Answers a valid JSON body of {@code bytes} and more, of a length not announced. */
    record HugeBody(long bytes) implements Fault {}

    /** A fault of a page of the listing. */
    sealed interface OfListing extends Fault {
        @Override
        default boolean canBefall(Call call) {
            return call.kind() == Call.Kind.LISTING;
        }
    }

    /** The page is empty, the last, and says that it is complete. */
    record EmptyListing() implements OfListing {}

    /** The page is the last although there is more, and says that it is complete. */
    record ShortListing() implements OfListing {}

    /** The page is the last although there is more, and says that there was a cap. */
    record CappedListing() implements OfListing {}

    /** The page says that the listing goes on where it went on the last time. */
    record RepeatedCursor() implements OfListing {}

    /** The page begins with the last document before it and ends with its own first one. */
    record DuplicateIds() implements OfListing {}

    /** A fault of a document's own answer. */
    sealed interface OfReading extends Fault {
        @Override
        default boolean canBefall(Call call) {
            return call.kind() == Call.Kind.READ;
        }
    }

    /** The document read has another version than the one listed. */
    record WrongHash() implements OfReading {}

    /** The source says that it cannot give this document. */
    record Unreadable() implements OfReading {}
}
