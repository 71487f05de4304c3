package dev.tributary.source.github;

import dev.tributary.source.github.Entry.Kind;
import dev.tributary.source.github.Tree.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Goes through the files of a tree in the order of their paths, starting after a given one. A tree that GitHub
 * truncates is read folder by folder, as the page on Git trees asks for; folders outside the scope are then left out.
 */
final class TreeWalk {

    private static final int REQUESTS_A_CALL = 45;

    private final Trees trees;
    private final Scope scope;
    private final String after;
    private final Predicate<Entry> visitor;
    private final List<String> cut = new ArrayList<>();
    private boolean moved;

    /**
     * Prepares one call's part of the walk.
     *
     * @param after the path visited last, or the empty string
     * @param visitor takes a file, or refuses it, which ends the walk before that file
     */
    TreeWalk(Trees trees, Scope scope, String after, Predicate<Entry> visitor) {
        this.trees = trees;
        this.scope = scope;
        this.after = after;
        this.visitor = visitor;
    }

    /** Walks until the visitor refuses or the call has made enough requests; returns whether the end was reached. */
    boolean reachesEnd(String tree) throws InterruptedException {
        return walk(tree, "");
    }

    /** Folders of which GitHub left out a part. */
    List<String> cut() {
        return cut;
    }

    private boolean walk(String tree, String folder) throws InterruptedException {
        if (moved && trees.requests() >= REQUESTS_A_CALL) {
            return false;
        }
        var whole = trees.read(tree, Depth.ALL_LEVELS);
        if (whole.isTruncated()) {
            return walkFolderByFolder(tree, folder);
        }
        for (var entry : whole.entries()) {
            if (entry.kind() != Kind.FOLDER && !visit(entry.under(folder))) {
                return false;
            }
        }
        return true;
    }

    private boolean walkFolderByFolder(String tree, String folder) throws InterruptedException {
        var level = trees.read(tree, Depth.ONE_LEVEL);
        for (var child : level.entries()) {
            var entry = child.under(folder);
            if (entry.kind() == Kind.FOLDER ? !enter(entry) : !visit(entry)) {
                return false;
            }
        }
        if (level.isTruncated()) {
            cut.add(folder.isEmpty() ? "/" : folder);
        }
        return true;
    }

    private boolean enter(Entry folder) throws InterruptedException {
        var key = folder.key();
        var isBehind = after.compareTo(key) > 0 && !after.startsWith(key);
        return isBehind || !scope.reaches(key) || walk(folder.sha(), key);
    }

    private boolean visit(Entry file) {
        if (file.path().compareTo(after) <= 0) {
            return true;
        }
        var taken = visitor.test(file);
        moved |= taken;
        return taken;
    }
}
