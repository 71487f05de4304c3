package dev.tributary.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories of an embedded server.
 *
 * @param directory holds everything of it
 */
record PostgresHome(Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresHome.class);
    private static final Path SYSTEM_PARENT = Path.of("/var/lib");
    private static final Path SYSTEM = SYSTEM_PARENT.resolve("tributary");

    /** Prepares {@code postgres} in the data directory, at a place that the server's account reaches. */
    static PostgresHome in(Path data) throws IOException {
        Path home = data.resolve("postgres");
        PostgresAccount account = PostgresAccount.ofCluster(home.resolve("cluster"));
        if (account instanceof PostgresAccount.Other) {
            PostgresAccount.letThrough(data);
        }
        if (!Files.exists(home) && !account.reaches(data)) {
            elsewhere(data, home);
        }
        Files.createDirectories(home);
        if (account instanceof PostgresAccount.Other) {
            PostgresAccount.letThrough(home.toRealPath());
            requireReach(account, home);
        }
        return new PostgresHome(home.toRealPath());
    }

    /** Whether a data directory has a database in it. */
    static boolean holdsData(Path data) {
        return Files.exists(data.resolve("postgres").resolve("cluster").resolve("PG_VERSION"));
    }

    Path cluster() {
        return directory.resolve("cluster");
    }

    /** For files between this process and the server's account. */
    Path exchange() {
        return directory.resolve("exchange");
    }

    OwnerOnlyFile password() {
        return new OwnerOnlyFile(directory.resolve("password"));
    }

    OwnerOnlyFile port() {
        return new OwnerOnlyFile(directory.resolve("port"));
    }

    Path binaries() {
        return directory.resolve("binaries");
    }

    /** A clone under /root is the usual case: only root may enter it. Never onto another disk, which may be a throw-away one. */
    private static void elsewhere(Path data, Path home) throws IOException {
        if (!Files.isDirectory(SYSTEM_PARENT)
                || !Files.getFileStore(SYSTEM_PARENT).equals(Files.getFileStore(data))) {
            return;
        }
        byte[] id = new byte[8];
        new SecureRandom().nextBytes(id);
        Path place = SYSTEM.resolve(HexFormat.of().formatHex(id));
        Files.createDirectories(place);
        PostgresAccount.letThrough(SYSTEM);
        Files.createSymbolicLink(home, place);
        LOG.warn(
                "PostgreSQL must not run as root, and other accounts cannot enter {}: its files are in {}",
                data,
                place);
    }

    private static void requireReach(PostgresAccount account, Path home) throws IOException {
        if (!account.reaches(home)) {
            throw new StartRefused(
                    "PostgreSQL must not run as root, and the account it runs under cannot enter " + home + ".",
                    "Set TRIBUTARY_DATA to a directory whose parents others may enter (such as /var/lib/tributary),"
                            + " or run Tributary as an ordinary user.");
        }
    }
}
