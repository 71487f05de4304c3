package dev.tributary.engine.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL server that somebody else runs. */
record OutsidePostgres(DatabaseAddress address) implements Database {
    private static final int OLDEST = 15;

    /** Connects once, so that a wrong address or too old a server is told in a sentence, at once. */
    static OutsidePostgres at(DatabaseAddress address) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version_num")) {
            row.next();
            requireSupported(row.getInt(1));
            return new OutsidePostgres(address);
        } catch (SQLException failure) {
            throw new StartRefused(
                    "Cannot connect to PostgreSQL at " + address + ": " + failure.getMessage(),
                    "Check TRIBUTARY_DATABASE_URL, and that the server runs and lets this machine in.",
                    failure);
        }
    }

    /** Refuses what is older than the oldest supported version; the number is PostgreSQL's {@code server_version_num}. */
    static void requireSupported(int versionNumber) {
        if (versionNumber < OLDEST * 10_000) {
            String version = versionNumber / 10_000 + "." + versionNumber % 10_000;
            throw new StartRefused(
                    "The database server is PostgreSQL " + version + ", and Tributary needs " + OLDEST + " or newer.",
                    "Upgrade the server, or unset TRIBUTARY_DATABASE_URL to use the embedded one.");
        }
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.login().user());
        properties.setProperty("password", address.login().password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "20");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    @Override
    public void close() {
        // The server is not ours to stop, and nothing is held open.
    }
}
