package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.RecordedSource.Request;
import dev.tributary.connector.testkit.server.GitObjects.Entry;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Which answer belongs to which request, for a repository that is there and may be read. */
final class GitHubRoutes {

    private static final String ROOT = "/repos/" + GitHubEmulator.REPOSITORY;

    private final GitHubRepository repository;
    private final GitHubAnswers answers;
    private final String url;
    private final int mostEntries;

    GitHubRoutes(GitHubRepository repository, String url, int mostEntries) {
        this.repository = repository;
        this.answers = new GitHubAnswers(url + ROOT);
        this.url = url;
        this.mostEntries = mostEntries;
    }

    Answer answer(Request request) {
        var parts = request.path().split("\\?", 2);
        var path = decoded(parts[0].replace("+", "%2B"));
        var query = parts.length == 1 ? Map.<String, String>of() : parameters(parts[1]);
        if (path.equals(ROOT)) {
            return Answer.json(answers.repository());
        }
        if (path.equals(ROOT + "/branches")) {
            return branches(query);
        }
        return after("/branches/", path)
                .map(this::branch)
                .or(() -> after("/git/trees/", path).map(name -> tree(name, query.containsKey("recursive"))))
                .or(() -> after("/git/blobs/", path).map(sha -> blob(sha, isRaw(request))))
                .or(() -> after("/contents/", path)
                        .map(file -> contents(file, query.getOrDefault("ref", GitHubEmulator.BRANCH))))
                .orElseGet(GitHubRoutes::notFound);
    }

    static Answer notFound() {
        return json(404, GitHubAnswers.error("Not Found"));
    }

    static Answer json(int status, String body) {
        return Answer.of(status, body).header("Content-Type", "application/json; charset=utf-8");
    }

    private Answer branches(Map<String, String> query) {
        var size = Integer.parseInt(query.getOrDefault("per_page", "30"));
        var page = Integer.parseInt(query.getOrDefault("page", "1"));
        var all = repository.branches();
        var body = all.entrySet().stream()
                .skip((page - 1L) * size)
                .limit(size)
                .map(branch ->
                        answers.shortBranch(branch.getKey(), branch.getValue()).toString())
                .collect(Collectors.joining(",", "[", "]"));
        var answer = json(200, body);
        return all.size() <= page * size
                ? answer
                : answer.header(
                        "Link",
                        "<%s%s/branches?per_page=%d&page=%d>; rel=\"next\"".formatted(url, ROOT, size, page + 1));
    }

    private Answer branch(String name) {
        var commit = Optional.ofNullable(repository.branches().get(name));
        return commit.flatMap(
                        sha -> repository.objects().treeOfCommit(sha).map(tree -> answers.branch(name, sha, tree)))
                .map(Answer::json)
                .orElseGet(GitHubRoutes::notFound);
    }

    private Answer tree(String name, boolean isRecursive) {
        if (repository.branches().isEmpty()) {
            return json(409, GitHubAnswers.error("Git Repository is empty."));
        }
        var sha = repository.treeOf(name);
        return sha.flatMap(repository.objects()::treeNamed)
                .map(entries -> isRecursive
                        ? answers.tree(sha.orElse(name), flattened("", entries).toList(), mostEntries)
                        : answers.tree(sha.orElse(name), entries, Integer.MAX_VALUE))
                .map(Answer::json)
                .orElseGet(GitHubRoutes::notFound);
    }

    private Stream<Entry> flattened(String folder, List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(entry.named(folder + entry.name())),
                        repository
                                .objects()
                                .treeNamed(entry.sha())
                                .map(within -> flattened(folder + entry.name() + "/", within))
                                .orElseGet(Stream::empty)));
    }

    private Answer blob(String sha, boolean isRaw) {
        return repository
                .objects()
                .blobNamed(sha)
                .map(content -> isRaw
                        ? new Answer(200, Map.of("Content-Type", "application/vnd.github.raw+json"), Bytes.of(content))
                        : Answer.json(answers.blob(sha, content)))
                .orElseGet(GitHubRoutes::notFound);
    }

    private Answer contents(String path, String reference) {
        return repository
                .treeOf(reference)
                .flatMap(tree -> repository.objects().find(tree, path).map(entry -> contents(tree, path, entry)))
                .map(json -> Answer.json(json.toString()))
                .orElseGet(GitHubRoutes::notFound);
    }

    private ObjectNode contents(String tree, String path, Entry entry) {
        return switch (entry.mode()) {
            case GitObjects.FOLDER -> folder(path, entry);
            case GitObjects.SUBMODULE -> answers.contents(path, "submodule", entry.sha(), 0);
            case GitObjects.LINK -> link(tree, path, entry);
            default -> answers.file(path, entry, content(entry));
        };
    }

    /** A link to a file is answered with that file, any other with a description of the link. */
    private ObjectNode link(String tree, String path, Entry link) {
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        return repository
                .objects()
                .find(tree, folder + new String(content(link), UTF_8))
                .filter(target -> target.mode().equals(GitObjects.FILE))
                .map(target -> answers.file(path, target, content(target)))
                .orElseGet(() -> answers.contents(path, "symlink", link.sha(), link.size()));
    }

    private ObjectNode folder(String path, Entry folder) {
        var answer = answers.contents(path, "dir", folder.sha(), 0);
        var entries = new ArrayList<ObjectNode>();
        for (var child : repository.objects().treeNamed(folder.sha()).orElse(List.of())) {
            var type = child.mode().equals(GitObjects.FOLDER) ? "dir" : "file";
            entries.add(answers.contents(path + "/" + child.name(), type, child.sha(), child.size()));
        }
        answer.putArray("entries").addAll(entries);
        return answer;
    }

    private byte[] content(Entry entry) {
        return repository.objects().blobNamed(entry.sha()).orElseThrow();
    }

    private static boolean isRaw(Request request) {
        return request.headers().getOrDefault("accept", "").contains("raw");
    }

    private static Optional<String> after(String prefix, String path) {
        return path.startsWith(ROOT + prefix)
                ? Optional.of(path.substring(ROOT.length() + prefix.length()))
                : Optional.empty();
    }

    private static Map<String, String> parameters(String query) {
        return Stream.of(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> pair.length < 2 ? "" : decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
