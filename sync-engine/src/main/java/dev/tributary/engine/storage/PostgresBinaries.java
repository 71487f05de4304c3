package dev.tributary.engine.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs, unpacked from the class path. */
record PostgresBinaries(Path directory) {

    /** Unpacks into a directory named after the archive's digest, once; another version gets another directory. */
    static PostgresBinaries unpackedIn(Path cache) throws IOException {
        String resource = "/postgres-" + platform() + ".txz";
        // The server's account may be able to reach the real place only.
        Path place = Files.createDirectories(cache).toRealPath();
        Path target = place.resolve("postgres-" + digest(resource));
        if (!Files.isDirectory(target)) {
            PostgresAccount.letThrough(place);
            // The draft has a name of its own per process: a cache may be shared.
            Path draft = Files.createTempDirectory(place, "unpacking-");
            unpack(resource, draft);
            allow(draft, "rwxr-xr-x");
            publish(draft, target);
        }
        return new PostgresBinaries(target);
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void publish(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (!Files.isDirectory(target)) {
                throw failure;
            }
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    private static String platform() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return system + "-" + machine;
    }

    private static String digest(String resource) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new StartRefused(
                    "This build has no embedded PostgreSQL for this platform (" + resource + ").",
                    "Build Tributary on this platform, or set TRIBUTARY_DATABASE_URL to a PostgreSQL server.");
        }
        return in;
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(open(resource))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(
                            "The archive " + resource + " has an entry outside of it: " + entry.getName());
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            directories(path);
            return;
        }
        directories(Objects.requireNonNull(path.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            allow(path, (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
        }
    }

    /** Readable whatever the umask is: PostgreSQL may run under another account than this process. */
    private static void directories(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            directories(Objects.requireNonNull(path.getParent()));
            Files.createDirectory(path);
            allow(path, "rwxr-xr-x");
        }
    }

    private static void allow(Path path, String rights) throws IOException {
        if (OwnerOnlyFile.posix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }
}
