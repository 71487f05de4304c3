package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

final class EmbeddedPostgresIT {
    @TempDir
    private Path data;

    @AfterEach
    void stopsWhatIsLeft() throws IOException {
        PostmasterFile.read(cluster())
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .ifPresent(server -> {
                    server.destroyForcibly();
                    server.onExit().join();
                });
    }

    @Test
    void keepsItsDataAndItsPortOverRestarts() {
        DatabaseAddress first;
        try (EmbeddedPostgres postgres = start()) {
            first = postgres.address();
            write(first);
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.address()).isEqualTo(first);
            assertThat(read(first)).isEqualTo("kept");
        }
    }

    @Test
    void survivesPowerLossAndListensOnThisMachineOnly() {
        try (EmbeddedPostgres postgres = start()) {
            JdbcClient jdbc = jdbc(postgres.address());
            Map<String, String> expected = Map.of(
                    "fsync", "on",
                    "full_page_writes", "on",
                    "synchronous_commit", "on",
                    "data_checksums", "on",
                    "wal_compression", "pglz",
                    "listen_addresses", "127.0.0.1",
                    "unix_socket_directories", "",
                    "server_encoding", "UTF8");
            expected.forEach((setting, value) -> assertThat(
                            jdbc.sql("SHOW " + setting).query(String.class).single())
                    .as(setting)
                    .isEqualTo(value));
            assertThat(jdbc.sql(
                                    "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = 'postgres'")
                            .query(String.class)
                            .single())
                    .isEqualTo("b C.UTF-8");
        }
    }

    @Test
    void refusesAWrongPasswordAndKeepsTheRightOneToItsOwner() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            DatabaseAddress wrong = EmbeddedPostgres.address(postgres.address().port(), "wrong");
            assertThatThrownBy(() -> OutsidePostgres.connect(wrong).close())
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
            Path password = data.resolve("postgres", "password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(postgres.address().toString())
                    .doesNotContain(postgres.address().login().password());
            assertThat(data.resolve("postgres", "exchange")).doesNotExist();
        }
    }

    @Test
    void takesOverTheServerOfAKilledProcess() throws IOException {
        DatabaseAddress left;
        try (EmbeddedHolder holder = EmbeddedHolder.start(data)) {
            left = DatabaseAddress.parse(holder.url());
            write(left);
            holder.kill();
        }
        long server = server();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.address()).isEqualTo(left);
            assertThat(server()).isEqualTo(server);
            assertThat(read(left)).isEqualTo("kept");
        }
        // The server removes its file a moment before it ends.
        assertThat(ProcessHandle.of(server).map(ProcessHandle::onExit).stream())
                .allSatisfy(exit -> assertThat(exit).succeedsWithin(Duration.ofSeconds(30)));
    }

    @Test
    void recoversWhenTheServerWasKilled() throws IOException {
        try (EmbeddedHolder holder = EmbeddedHolder.start(data)) {
            write(DatabaseAddress.parse(holder.url()));
            ProcessHandle server = ProcessHandle.of(server()).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(read(postgres.address())).isEqualTo("kept");
        }
    }

    @Test
    void isNotMisledByAFileFromBeforeAPowerLoss() throws IOException {
        int port;
        try (EmbeddedPostgres postgres = start()) {
            port = postgres.address().port();
            write(postgres.address());
        }
        String someone = Long.toString(ProcessHandle.current().pid());
        Files.write(
                cluster().resolve("postmaster.pid"),
                List.of(someone, cluster().toString(), "1700000000", Integer.toString(port), "", "127.0.0.1"));
        try (EmbeddedPostgres postgres = start()) {
            assertThat(read(postgres.address())).isEqualTo("kept");
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws IOException {
        int port;
        try (EmbeddedPostgres postgres = start()) {
            port = postgres.address().port();
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres postgres = start()) {
            assertThat(postgres.address().port()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersionAtOnce() throws IOException {
        Files.createDirectories(cluster());
        Files.writeString(cluster().resolve("PG_VERSION"), "13\n");
        Instant begin = Instant.now();
        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is of PostgreSQL 13, and this Tributary comes with PostgreSQL 18");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void refusesASecondProcessOnTheSameDirectory() throws IOException {
        try (EmbeddedHolder holder = EmbeddedHolder.start(data)) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another Tributary (process "
                            + holder.process().pid() + ")");
            assertThat(jdbc(DatabaseAddress.parse(holder.url()))
                            .sql("SELECT 1")
                            .query(Integer.class)
                            .single())
                    .isOne();
        }
    }

    @Test
    void refusesASecondUseInTheSameProcess() {
        try (EmbeddedPostgres first = start()) {
            assertThatThrownBy(this::start).isInstanceOf(StartRefused.class).hasMessageContaining("in use");
            assertThat(jdbc(first.address())
                            .sql("SELECT 1")
                            .query(Integer.class)
                            .single())
                    .isOne();
        }
    }

    @Test
    void refusesAClusterWhosePasswordIsLost() throws IOException {
        start().close();
        Files.delete(data.resolve("postgres", "password"));
        assertThatThrownBy(this::start).isInstanceOf(StartRefused.class).hasMessageContaining("password");
    }

    @Test
    void startsOverWhenItsCreationWasInterrupted() throws IOException {
        Files.createDirectories(data.resolve("postgres", "exchange", "cluster", "base"));
        try (EmbeddedPostgres postgres = start();
                Stream<Path> files = Files.list(cluster())) {
            assertThat(files).isNotEmpty();
            write(postgres.address());
        }
    }

    @RepeatedTest(3)
    void startsWhileAProgramOfAKilledProcessStillCreatesTheDatabase() throws IOException {
        EmbeddedHolder.killedOnce(this::isBeingCreated, data);
        assertThat(cluster()).doesNotExist();
        try (EmbeddedPostgres postgres = start()) {
            write(postgres.address());
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(read(postgres.address())).isEqualTo("kept");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start.log", "postmaster.pid", "postmaster.opts"})
    void takesOverTheServerThatAKilledProcessWasStarting(String sign) throws IOException {
        start().close();
        Files.deleteIfExists(cluster().resolve(sign));
        EmbeddedHolder.killedOnce(() -> Files.exists(cluster().resolve(sign)), data);
        try (EmbeddedPostgres postgres = start()) {
            write(postgres.address());
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(read(postgres.address())).isEqualTo("kept");
        }
    }

    /** As root, whose server runs under another account; the files are then elsewhere. */
    @Test
    void worksBelowADirectoryThatNobodyElseMayEnter() throws IOException {
        Path locked = Files.createDirectory(
                data.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path below = locked.resolve("data");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.on(below)) {
            write(postgres.address());
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.on(below)) {
            assertThat(read(postgres.address())).isEqualTo("kept");
        } finally {
            FileSystemUtils.deleteRecursively(below.resolve("postgres").toRealPath());
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.on(data, TestServer.sharedBinaries(), ServerOptions.durable());
    }

    private Path cluster() {
        return data.resolve("postgres", "cluster");
    }

    private boolean isBeingCreated() {
        File[] drafts = data.resolve("postgres", "exchange").toFile().listFiles();
        return drafts != null
                && Arrays.stream(drafts)
                        .anyMatch(draft -> draft.toPath()
                                .resolve("cluster", "base")
                                .toFile()
                                .exists());
    }

    private long server() throws IOException {
        return PostmasterFile.read(cluster()).orElseThrow().pid();
    }

    private static void write(DatabaseAddress address) {
        jdbc(address).sql("CREATE TABLE note AS SELECT 'kept' AS text").update();
    }

    private static String read(DatabaseAddress address) {
        return jdbc(address).sql("SELECT text FROM note").query(String.class).single();
    }

    private static JdbcClient jdbc(DatabaseAddress address) {
        return JdbcClient.create(new DriverManagerDataSource(
                address.jdbcUrl(), address.login().user(), address.login().password()));
    }
}
