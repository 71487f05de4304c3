package dev.tributary.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

/** Tells links that lead nowhere from those that cannot be followed right now. */
final class Links {

    private Links() {}

    /** Whether the link leads back to itself, which the JDK reports like any input/output error. */
    static boolean isLoop(Path link) {
        var seen = new HashSet<Path>();
        var at = link.normalize();
        try {
            while (Files.isSymbolicLink(at)) {
                if (!seen.add(at)) {
                    return true;
                }
                at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
            }
        } catch (IOException unknown) {
            return false;
        }
        return false;
    }
}
