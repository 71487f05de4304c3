package dev.tributary.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The account PostgreSQL runs under: it refuses to be root. */
sealed interface PostgresAccount {
    int NOBODY = 65_534;

    /** The command, as it has to be started. */
    List<String> command(List<String> command);

    /** Gives what this process created to the account. */
    void own(Path path) throws IOException;

    /** Whether the account can walk down to the directory. */
    boolean reaches(Path directory) throws IOException;

    /** This process's own account, or for root the one that owns the cluster, nobody for a new cluster. */
    static PostgresAccount ofCluster(Path cluster) throws IOException {
        if (!root()) {
            return new Own();
        }
        if (!Files.exists(cluster)) {
            return new Other(NOBODY, NOBODY);
        }
        int uid = unix(cluster, "uid");
        return uid == 0 ? new Other(NOBODY, NOBODY) : new Other(uid, unix(cluster, "gid"));
    }

    private static boolean root() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : System.getProperty("user.name").equals("root");
    }

    /** The account of this process. */
    record Own() implements PostgresAccount {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public void own(Path path) {
            // It is already.
        }

        @Override
        public boolean reaches(Path directory) {
            return true;
        }
    }

    /** An ordinary account that root changes to. */
    record Other(int uid, int gid) implements PostgresAccount {
        @Override
        public List<String> command(List<String> command) {
            List<String> change = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
            return Stream.concat(change.stream(), command.stream()).toList();
        }

        @Override
        public void own(Path path) throws IOException {
            Files.setAttribute(path, "unix:gid", gid);
            Files.setAttribute(path, "unix:uid", uid);
        }

        @Override
        public boolean reaches(Path directory) throws IOException {
            for (Path step = directory.toRealPath(); step != null; step = step.getParent()) {
                if (!enters(step)) {
                    return false;
                }
            }
            return true;
        }

        private boolean enters(Path directory) throws IOException {
            int right = unix(directory, "uid") == uid ? 0100 : unix(directory, "gid") == gid ? 0010 : 0001;
            return (unix(directory, "mode") & right) != 0;
        }
    }

    private static int unix(Path path, String attribute) throws IOException {
        return (int) Objects.requireNonNull(Files.getAttribute(path, "unix:" + attribute));
    }

    /** Lets everyone pass through a directory, without letting them list it. */
    static void letThrough(Path directory) throws IOException {
        if (OwnerOnlyFile.posix(directory)) {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(directory);
            if (rights.addAll(PosixFilePermissions.fromString("--x--x--x"))) {
                Files.setPosixFilePermissions(directory, rights);
            }
        }
    }
}
