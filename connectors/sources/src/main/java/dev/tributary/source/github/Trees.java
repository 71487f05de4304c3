package dev.tributary.source.github;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceSession;
import dev.tributary.source.github.Tree.Depth;
import java.util.List;

/** Reads trees for one call of a listing, from the memory of the run where it can, and counts the requests. */
final class Trees {

    private final GitHubApi api;
    private final String repository;
    private final TreeMemory memory;
    private int requests;

    Trees(SourceSession session, String repository) throws InterruptedException {
        this.api = new GitHubApi(session);
        this.repository = repository;
        this.memory = session.once("github.trees", TreeMemory.class, TreeMemory::new);
    }

    int requests() {
        return requests;
    }

    Tree read(String sha, Depth depth) throws InterruptedException {
        var key = depth + ":" + sha;
        var known = memory.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        requests++;
        var tree = api.tree(repository, sha, depth)
                .map(Tree::of)
                .map(read -> usable(read, depth))
                .orElseThrow(() -> new UnexpectedResponse(
                        "GitHub no longer has the tree %s of %s that this listing began with: start a new one"
                                .formatted(sha, repository),
                        null));
        memory.keep(key, tree);
        return tree;
    }

    /** A truncated recursive answer says only that its folders have to be read one by one. */
    private static Tree usable(Tree tree, Depth depth) {
        return tree.isTruncated() && depth == Depth.ALL_LEVELS ? new Tree(List.of(), true) : tree;
    }
}
