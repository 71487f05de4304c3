package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.RecordedSource.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * One repository, {@link #REPOSITORY}, behind GitHub's REST API on the loopback address: repository, branches, trees,
 * blobs and contents, with Git's own SHA-1 names, as docs.github.com/en/rest describes them. Each change is a commit on
 * {@link #BRANCH}. Safe for use by several threads.
 */
public final class GitHubEmulator implements AutoCloseable {

    public static final String REPOSITORY = "acme/handbook";

    /** The default branch. */
    public static final String BRANCH = "main";

    private static final String PRIMARY = "API rate limit exceeded";
    private static final String SECONDARY =
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

    private final RecordedSource source = new RecordedSource();
    private final GitHubRepository repository = new GitHubRepository();
    private final ReentrantLock lock = new ReentrantLock();
    private int mostEntries = 100_000;
    private int allowed = Integer.MAX_VALUE;
    private Map<String, String> refusal = Map.of();
    private Optional<String> token = Optional.empty();

    private GitHubEmulator() {
        source.otherwise(this::answer);
    }

    /** Starts it, with an empty repository. */
    public static GitHubEmulator start() {
        return new GitHubEmulator();
    }

    /** GitHub's OpenAPI description of the operations it answers, to check requests and answers against. */
    public static JsonNode description() {
        return GitHubAnswers.description();
    }

    /** The API's address, for the connector's {@code baseUrl}. */
    public String url() {
        return source.url();
    }

    /** The server behind it, to see its requests and to make it fail. */
    public RecordedSource source() {
        return source;
    }

    public void put(String path, String text) {
        put(path, text.getBytes(UTF_8));
    }

    public void put(String path, byte[] content) {
        change(() -> repository.put(path, content));
    }

    /** Puts a symbolic link. */
    public void link(String path, String target) {
        change(() -> repository.link(path, target));
    }

    /** Puts a submodule that stands at {@code commit} of another repository. */
    public void submodule(String path, String commit) {
        change(() -> repository.submodule(path, commit));
    }

    public void rename(String from, String to) {
        change(() -> repository.rename(from, to));
    }

    public void delete(String path) {
        change(() -> repository.remove(path));
    }

    /** Makes another branch where the default branch stands. */
    public void branch(String name) {
        change(() -> repository.branch(name));
    }

    /** Commits what was changed, as the next request would; returns the name of the commit the branch stands at. */
    public String commit() {
        lock.lock();
        try {
            return repository.tip();
        } finally {
            lock.unlock();
        }
    }

    /** Truncates recursive trees of more than {@code entries} from now on. */
    public void truncatesAbove(int entries) {
        change(() -> mostEntries = entries);
    }

    /** Answers {@code requests} more, and then says that the primary rate limit is used up until {@code reset}. */
    public void allows(int requests, Instant reset) {
        refuses(requests, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "" + reset.getEpochSecond()));
    }

    /** Answers {@code requests} more, and then says that a secondary rate limit asks for a pause. */
    public void allows(int requests, Duration pause) {
        refuses(requests, Map.of("retry-after", "" + pause.toSeconds()));
    }

    /** Answers {@code requests} more, and then says in words alone that a secondary rate limit was exceeded. */
    public void allowsWithoutHint(int requests) {
        refuses(requests, Map.of());
    }

    /** Lifts every rate limit. */
    public void allowsAll() {
        refuses(Integer.MAX_VALUE, Map.of());
    }

    /** Makes the repository private: only requests with this token see it, and other tokens are refused. */
    public void requires(String secret) {
        change(() -> token = Optional.of(secret));
    }

    @Override
    public void close() {
        source.close();
    }

    private void refuses(int after, Map<String, String> headers) {
        change(() -> {
            allowed = after;
            refusal = headers;
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private Answer answer(Request request) {
        lock.lock();
        try {
            if (allowed-- <= 0) {
                return refused();
            }
            var given = Optional.ofNullable(request.headers().get("authorization"));
            var expected = token.map(secret -> "Bearer " + secret);
            if (expected.isPresent() && !given.equals(expected)) {
                return given.isPresent()
                        ? GitHubRoutes.json(401, GitHubAnswers.error("Bad credentials"))
                        : GitHubRoutes.notFound();
            }
            return new GitHubRoutes(repository, url(), mostEntries).answer(request);
        } finally {
            lock.unlock();
        }
    }

    private Answer refused() {
        var answer = GitHubRoutes.json(403, GitHubAnswers.error(refusal.isEmpty() ? SECONDARY : PRIMARY));
        for (var header : refusal.entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer;
    }
}
