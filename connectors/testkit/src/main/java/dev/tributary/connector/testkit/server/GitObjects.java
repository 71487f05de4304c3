package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Git object database in memory: blobs, trees and commits under the SHA-1 names that Git itself gives them. */
final class GitObjects {

    /** An entry of a tree. Its mode is written as the API writes it; the size is 0 unless it is a blob. */
    record Entry(String name, String mode, String sha, long size) {

        String type() {
            return switch (mode) {
                case FOLDER -> "tree";
                case SUBMODULE -> "commit";
                default -> "blob";
            };
        }

        Entry named(String another) {
            return new Entry(another, mode, sha, size);
        }
    }

    static final String FILE = "100644";
    static final String LINK = "120000";
    static final String SUBMODULE = "160000";
    static final String FOLDER = "040000";

    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, List<Entry>> trees = new HashMap<>();
    private final Map<String, String> treesOfCommits = new HashMap<>();

    String blob(byte[] content) {
        var sha = name("blob", content);
        blobs.put(sha, content.clone());
        return sha;
    }

    /** Writes the tree of these files and all trees within; returns its name. */
    String tree(Map<String, Entry> files) {
        var children = new TreeMap<String, Entry>();
        var folders = new HashMap<String, Map<String, Entry>>();
        files.forEach((path, file) -> {
            var slash = path.indexOf('/');
            if (slash < 0) {
                children.put(path, file.named(path));
            } else {
                folders.computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
                        .put(path.substring(slash + 1), file);
            }
        });
        // Git sorts a folder as if its name ended with a slash.
        folders.forEach((name, within) -> children.put(name + "/", new Entry(name, FOLDER, tree(within), 0)));
        var bytes = new ByteArrayOutputStream();
        children.values().forEach(child -> bytes.writeBytes(written(child)));
        var sha = name("tree", bytes.toByteArray());
        trees.put(sha, List.copyOf(children.values()));
        return sha;
    }

    String commit(String tree, Optional<String> parent, long epochSecond) {
        var who = "Octo Cat <octo@example.com> %d +0000".formatted(epochSecond);
        var text = "tree %s\n%sauthor %s\ncommitter %s\n\nChange the files\n"
                .formatted(tree, parent.map(sha -> "parent " + sha + "\n").orElse(""), who, who);
        var sha = name("commit", text.getBytes(UTF_8));
        treesOfCommits.put(sha, tree);
        return sha;
    }

    Optional<byte[]> blobNamed(String sha) {
        return Optional.ofNullable(blobs.get(sha)).map(byte[]::clone);
    }

    Optional<List<Entry>> treeNamed(String sha) {
        return Optional.ofNullable(trees.get(sha));
    }

    Optional<String> treeOfCommit(String sha) {
        return Optional.ofNullable(treesOfCommits.get(sha));
    }

    /** The entry at {@code path} in a tree. */
    Optional<Entry> find(String tree, String path) {
        var slash = path.indexOf('/');
        var name = slash < 0 ? path : path.substring(0, slash);
        var child = treeNamed(tree).orElse(List.of()).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst();
        return slash < 0 ? child : child.flatMap(folder -> find(folder.sha(), path.substring(slash + 1)));
    }

    private static byte[] written(Entry entry) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((entry.mode().replaceFirst("^0", "") + " " + entry.name() + "\0").getBytes(UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(entry.sha()));
        return bytes.toByteArray();
    }

    private static String name(String type, byte[] content) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update((type + " " + content.length + "\0").getBytes(UTF_8));
            return HexFormat.of().formatHex(sha1.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
