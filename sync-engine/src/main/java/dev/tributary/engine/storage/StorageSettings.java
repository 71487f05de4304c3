package dev.tributary.engine.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where data is kept.
 *
 * @param data directory of the embedded database and of generated keys ({@code TRIBUTARY_DATA})
 * @param databaseUrl an outside PostgreSQL ({@code TRIBUTARY_DATABASE_URL}); none or blank: the embedded one
 */
@ConfigurationProperties("tributary")
public record StorageSettings(
        @DefaultValue("./data") Path data, @Nullable String databaseUrl) {

    public StorageSettings {
        data = data.toAbsolutePath().normalize();
        databaseUrl = databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl.strip();
    }

    /** Whether the database is the embedded one, so that the data directory belongs to this process alone. */
    public boolean embedded() {
        return databaseUrl == null;
    }

    /** Whether the data directory has a database in it. */
    public boolean holdsData() {
        return PostgresHome.holdsData(data);
    }

    /**
     * The number of the process that uses the data directory, if one does. Not for that process itself: looking lets go of
     * its own lock.
     */
    public Optional<String> user() throws IOException {
        return DirectoryLock.holder(data);
    }

    /** The address holds a password, which stays out of the text. */
    @Override
    public String toString() {
        return "StorageSettings[data=" + data + ", database=" + (embedded() ? "embedded" : "outside") + "]";
    }
}
