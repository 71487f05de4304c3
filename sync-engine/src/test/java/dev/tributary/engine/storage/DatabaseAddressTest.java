package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:s%40cret%2F@db.example:6543/kb?sslmode=verify-full",
                "postgres://ada:s%40cret%2F@db.example:6543/kb?sslmode=verify-full",
                "jdbc:postgresql://ada:s%40cret%2F@db.example:6543/kb?sslmode=verify-full",
                "jdbc:postgresql://db.example:6543/kb?user=ada&password=s%40cret%2F&sslmode=verify-full",
                "postgresql://ada@db.example:6543/kb?sslmode=verify-full&password=s%40cret%2F"
            })
    void readsEveryForm(String url) {
        DatabaseAddress address = DatabaseAddress.parse(url);
        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "db.example",
                        6543,
                        "kb",
                        new DatabaseAddress.Login("ada", "s@cret/"),
                        Map.of("sslmode", "verify-full")));
        assertThat(address.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.example:6543/kb?ApplicationName=tributary&sslmode=verify-full");
    }

    @Test
    void takesAnAtSignAndColonsInThePassword() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://ada:a@b:c+d@my_db/kb");
        assertThat(address.login().password()).isEqualTo("a@b:c+d");
        assertThat(address.host()).isEqualTo("my_db");
        assertThat(address.port()).isEqualTo(5432);
        assertThat(DatabaseAddress.parse(address.urlWithPassword())).isEqualTo(address);
    }

    @Test
    void readsAnIpv6Host() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://ada:x@[::1]:5433/kb");
        assertThat(address.jdbcUrl()).startsWith("jdbc:postgresql://[::1]:5433/kb");
        assertThat(StorageConfiguration.r2dbcOptions(address).getValue(ConnectionFactoryOptions.HOST))
                .isEqualTo("::1");
    }

    @Test
    void handsTlsSettingsToR2dbcByItsOwnNames() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://ada:x@db/kb?sslmode=verify-ca&sslrootcert=/etc/ca.pem");
        ConnectionFactoryOptions options = StorageConfiguration.r2dbcOptions(address);
        assertThat(options.getValue(Option.valueOf("sslMode"))).isEqualTo("verify-ca");
        assertThat(options.getValue(Option.valueOf("sslRootCert"))).isEqualTo("/etc/ca.pem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ada:hunter2@db/kb",
                "postgresql://ada:hunter2@db",
                "postgresql://:hunter2@db/kb",
                "postgresql://ada:hunter2%zz@db/kb",
                "postgresql://ada:hunter2@db:port/kb",
                "postgresql://ada:hunter2@db/kb?options=-c%20x"
            })
    void refusesWhatItCannotUseWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("TRIBUTARY_DATABASE_URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://ada:hunter2@db/kb");
        assertThat(address.toString() + address.login() + address.jdbcUrl()).doesNotContain("hunter2");
        assertThat(StorageConfiguration.r2dbcOptions(address).toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesAServerThatIsTooOld() {
        assertThatThrownBy(() -> OutsidePostgres.requireSupported(140_012))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PostgreSQL 14.12, and Tributary needs 15 or newer");
        assertThatCode(() -> OutsidePostgres.requireSupported(150_000)).doesNotThrowAnyException();
    }
}
