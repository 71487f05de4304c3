package dev.tributary.source.website;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Where a crawl stands: the addresses still to read, in the order they were found, and 8 bytes of digest for each address
 * ever found or listed. It travels whole in the cursor, so a crawl goes on in another process, and it is bounded: at
 * most {@value #MAX_KNOWN} addresses, some 40 KB of cursor for a thousand pages. For one thread.
 */
final class Frontier {

    static final int MAX_KNOWN = 50_000;

    private static final int MAX_ADDRESS = 2_048;

    /** An address and how many links lead to it from the start page. */
    record Step(String url, int depth) {}

    private final Map<String, Integer> waiting = new LinkedHashMap<>();
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
        seen.add(digest("known " + url));
        waiting.put(url, depth);
        return true;
    }

    Optional<Step> poll() {
        var first = waiting.entrySet().stream().findFirst().map(entry -> new Step(entry.getKey(), entry.getValue()));
        first.ifPresent(step -> {
            waiting.remove(step.url());
            polled++;
        });
        return first;
    }

    boolean isDone() {
        return waiting.isEmpty();
    }

    boolean isKnown(String url) {
        return seen.contains(digest("known " + url));
    }

    boolean isWaiting(String url) {
        return waiting.containsKey(url);
    }

    boolean isListed(String url) {
        return seen.contains(digest("listed " + url));
    }

    void markListed(String url) {
        seen.add(digest("listed " + url));
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
            return frontier;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnexpectedResponse("The crawl's stored position cannot be read: start a new full run", e);
        }
    }

    private void readStep(DataInputStream in) throws IOException {
        var depth = in.readInt();
        waiting.put(in.readUTF(), depth);
    }

    private static long digest(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
