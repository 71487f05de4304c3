package dev.tributary.engine.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who connects to it.
 *
 * @param parameters connection parameters by their libpq name, such as {@code sslmode}
 */
record DatabaseAddress(String host, int port, String database, Login login, Map<String, String> parameters) {
    private static final Pattern URL = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(?<login>[^/?]*)@)?"
            + "(?<host>\\[[^]]+]|[^:/?,@]+)(?::(?<port>\\d{1,5}))?/(?<database>[^?]+)(?:\\?(?<query>.*))?");
    private static final String FORM = "Set TRIBUTARY_DATABASE_URL to postgresql://user:password@host:5432/database"
            + " (optionally ?sslmode=verify-full), with special characters in the password percent-encoded.";

    /** The parameters understood by both drivers: libpq's name, and the one that R2DBC has for it. */
    static final Map<String, String> PARAMETERS =
            Map.of("sslmode", "sslMode", "sslrootcert", "sslRootCert", "sslcert", "sslCert", "sslkey", "sslKey");

    DatabaseAddress {
        parameters = Map.copyOf(parameters);
    }

    /** Who connects. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** The address in {@code postgresql://} or {@code jdbc:postgresql://} form; what is wrong with it is said without repeating it. */
    static DatabaseAddress parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new StartRefused("TRIBUTARY_DATABASE_URL is not the address of a PostgreSQL database.", FORM);
        }
        Map<String, String> parameters = query(parts.group("query"));
        String[] login = (parts.group("login") == null ? "" : parts.group("login")).split(":", 2);
        String user = login[0].isEmpty() ? take(parameters, "user") : decode(login[0]);
        String password = login.length < 2 ? take(parameters, "password") : decode(login[1]);
        if (user.isEmpty()) {
            throw new StartRefused("TRIBUTARY_DATABASE_URL names no user.", FORM);
        }
        refuseUnknown(parameters);
        String port = parts.group("port");
        return new DatabaseAddress(
                parts.group("host"),
                port == null ? 5432 : Integer.parseInt(port),
                decode(parts.group("database")),
                new Login(user, password),
                parameters);
    }

    /** Without the login, which is handed over apart so that no log shows it. */
    String jdbcUrl() {
        String query = parameters.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + encode(entry.getValue()))
                .sorted()
                .collect(Collectors.joining());
        return "jdbc:postgresql://%s:%d/%s?ApplicationName=tributary%s".formatted(host, port, encode(database), query);
    }

    /** With the login, as TRIBUTARY_DATABASE_URL has it: a secret. */
    String urlWithPassword() {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(encode(login.user()), encode(login.password()), host, port, encode(database));
    }

    DatabaseAddress withDatabase(String name) {
        return new DatabaseAddress(host, port, name, login, parameters);
    }

    @Override
    public String toString() {
        return host + ":" + port + "/" + database + " as " + login.user();
    }

    private static Map<String, String> query(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                parameters.put(decode(nameAndValue[0]), nameAndValue.length < 2 ? "" : decode(nameAndValue[1]));
            }
        }
        return parameters;
    }

    private static String take(Map<String, String> parameters, String name) {
        String value = parameters.remove(name);
        return value == null ? "" : value;
    }

    private static void refuseUnknown(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.containsKey(name)) {
                throw new StartRefused(
                        "TRIBUTARY_DATABASE_URL has the parameter \"" + name + "\", which is not supported.",
                        "Remove it; supported are " + String.join(", ", new TreeMap<>(PARAMETERS).keySet()) + ".");
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new StartRefused("TRIBUTARY_DATABASE_URL has a % that is not followed by two hex digits.", FORM);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
