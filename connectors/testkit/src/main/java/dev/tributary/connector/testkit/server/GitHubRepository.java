package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.testkit.server.GitObjects.Entry;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** The working tree and the branches of one repository; not safe for several threads. */
final class GitHubRepository {

    private static final long FIRST_COMMIT = 1_767_323_045L;

    private final GitObjects objects = new GitObjects();
    private final Map<String, Entry> files = new TreeMap<>();
    private final Map<String, String> branches = new TreeMap<>();
    private long commits;
    private boolean changed;

    void put(String path, byte[] content) {
        write(path, new Entry(path, GitObjects.FILE, objects.blob(content), content.length));
    }

    void link(String path, String target) {
        var content = target.getBytes(UTF_8);
        write(path, new Entry(path, GitObjects.LINK, objects.blob(content), content.length));
    }

    void submodule(String path, String commit) {
        write(path, new Entry(path, GitObjects.SUBMODULE, commit, 0));
    }

    Entry remove(String path) {
        var removed = Optional.ofNullable(files.remove(path))
                .orElseThrow(() -> new NoSuchElementException("The repository has no file " + path));
        changed = true;
        return removed;
    }

    void rename(String from, String to) {
        write(to, remove(from));
    }

    void branch(String name) {
        branches.put(name, tip());
    }

    /** The commit that the default branch names, with what was changed committed. */
    String tip() {
        return Optional.ofNullable(branches().get(GitHubEmulator.BRANCH))
                .orElseThrow(() -> new IllegalStateException("The repository has no commit yet: put a file first"));
    }

    /** Branches by name, with what was changed committed. */
    Map<String, String> branches() {
        if (changed) {
            var parent = Optional.ofNullable(branches.get(GitHubEmulator.BRANCH));
            var commit = objects.commit(objects.tree(files), parent, FIRST_COMMIT + commits++);
            branches.put(GitHubEmulator.BRANCH, commit);
            changed = false;
        }
        return branches;
    }

    GitObjects objects() {
        return objects;
    }

    /** The tree that a branch, a commit or a tree name leads to. */
    Optional<String> treeOf(String reference) {
        var commit = branches().getOrDefault(reference, reference);
        return objects.treeOfCommit(commit)
                .or(() -> objects.treeNamed(reference).map(_ -> reference));
    }

    private void write(String path, Entry entry) {
        files.put(path, entry);
        changed = true;
    }
}
