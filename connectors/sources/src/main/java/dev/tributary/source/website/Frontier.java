package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.kit.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Where a crawl stands: the addresses still to read, in the order they were found, the copies that are listed if nothing
 * better comes, and 8 bytes of digest for each address ever found or listed. It travels whole in the cursor, so a crawl
 * goes on in another process, and it is bounded: at most {@value #MAX_KNOWN} addresses, some 40 KB of cursor for a
 * thousand pages. For one thread.
 */
final class Frontier {

    static final int MAX_KNOWN = 50_000;

    private static final int MAX_ADDRESS = 2_048;

    /** What to read next. */
    sealed interface Step {

        String url();

        /** An address and how many links lead to it from the start page. */
        record Found(String url, int depth) implements Step {}

        /** A page that was read already, and whose canonical address turned out to hold none. */
        record Copy(String url) implements Step {}
    }

    private final Map<String, Integer> waiting = new LinkedHashMap<>();
    private final Map<String, String> copies = new LinkedHashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private int known;
    private int listed;
    private int polled;

    private Frontier() {}

    static Frontier startingAt(String url) {
        var frontier = new Frontier();
        frontier.offer(url, 0);
        return frontier;
    }

    /** Adds an address that is new, and says whether it had room. */
    boolean offer(String url, int depth) {
        if (isKnown(url)) {
            return true;
        }
        if (known >= MAX_KNOWN || url.length() > MAX_ADDRESS) {
            return false;
        }
        known++;
        seen.add(Digest.number("known " + url));
        waiting.put(url, depth);
        return true;
    }

    /** The next address; once all are read, the next copy whose canonical address is not listed. */
    Optional<Step> poll() {
        var next = waiting.isEmpty() ? nextCopy() : nextFound();
        next.ifPresent(_ -> polled++);
        return next;
    }

    private Optional<Step> nextFound() {
        var first = waiting.entrySet().iterator().next();
        waiting.remove(first.getKey());
        return Optional.of(new Step.Found(first.getKey(), first.getValue()));
    }

    private Optional<Step> nextCopy() {
        while (!copies.isEmpty()) {
            var url = nextDecided();
            if (!isListed(Objects.requireNonNull(copies.remove(url)))) {
                return Optional.of(new Step.Copy(url));
            }
        }
        return Optional.empty();
    }

    /** A copy whose canonical address is none; of copies that name each other, the last by address. */
    private String nextDecided() {
        var passed = new LinkedHashSet<String>();
        var url = copies.keySet().iterator().next();
        while (passed.add(url)) {
            var canonical = Objects.requireNonNull(copies.get(url));
            if (!copies.containsKey(canonical)) {
                return url;
            }
            url = canonical;
        }
        var first = url;
        return passed.stream()
                .dropWhile(copy -> !copy.equals(first))
                .max(Comparator.naturalOrder())
                .orElse(first);
    }

    boolean isDone() {
        if (waiting.isEmpty()) {
            copies.values().removeIf(this::isListed);
        }
        return waiting.isEmpty() && copies.isEmpty();
    }

    /** Keeps a page for the end that is a copy of another, which it calls canonical, should that not be listed. */
    void keep(String copy, String canonical) {
        copies.put(copy, canonical);
    }

    /** Whether it is not known yet if the page will be listed. It is read, unless there is no room for it. */
    boolean isOpen(String url, int depth) {
        offer(url, depth);
        return waiting.containsKey(url) || copies.containsKey(url);
    }

    boolean isKnown(String url) {
        return seen.contains(Digest.number("known " + url));
    }

    boolean isListed(String url) {
        return seen.contains(Digest.number("listed " + url));
    }

    /** Notes that this address leads to a page that is listed, under this or another. */
    void markListed(String url) {
        seen.add(Digest.number("listed " + url));
    }

    void countListed() {
        listed++;
    }

    int listed() {
        return listed;
    }

    String cursor() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(known);
            out.writeInt(listed);
            out.writeInt(polled);
            out.writeInt(seen.size());
            for (var digest : seen) {
                out.writeLong(digest);
            }
            out.writeInt(waiting.size());
            for (var step : waiting.entrySet()) {
                out.writeInt(step.getValue());
                out.writeUTF(step.getKey());
            }
            out.writeInt(copies.size());
            for (var copy : copies.entrySet()) {
                out.writeUTF(copy.getKey());
                out.writeUTF(copy.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    static Frontier of(String cursor) {
        var frontier = new Frontier();
        try (var in = new DataInputStream(new InflaterInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(cursor))))) {
            frontier.known = in.readInt();
            frontier.listed = in.readInt();
            frontier.polled = in.readInt();
            for (var left = in.readInt(); left > 0; left--) {
                frontier.seen.add(in.readLong());
            }
            for (var left = in.readInt(); left > 0; left--) {
                frontier.readStep(in);
            }
            for (var left = in.readInt(); left > 0; left--) {
                frontier.keep(in.readUTF(), in.readUTF());
            }
            return frontier;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnexpectedResponse("The crawl's stored position cannot be read: start a new full run", e);
        }
    }

    private void readStep(DataInputStream in) throws IOException {
        var depth = in.readInt();
        waiting.put(in.readUTF(), depth);
    }
}
