package dev.tributary.source.github;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which repository an administrator means: {@code owner/name}, however it was typed or pasted. */
record RepositoryName(String owner, String name) {

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:https?|ssh|git)://)?(?:[^/@\\s]+@)?(?<host>[\\w.-]+\\.\\w+(?::\\d+)?)[/:](?<path>.+)");
    private static final Pattern PATH =
            Pattern.compile("(?<owner>[A-Za-z0-9][A-Za-z0-9_-]*)/(?<name>[A-Za-z0-9._-]+?)(?:\\.git)?(?:/.*)?");

    /**
     * Reads the answer.
     *
     * @param api the API that will be asked; an address on another server than that is refused
     */
    static RepositoryName parse(String answer, URI api) {
        var text = answer.replaceFirst("[?#].*$", "");
        var address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return fromPath(text, answer);
        }
        var host = address.group("host").toLowerCase(Locale.ROOT);
        if (!host.equals(webHost(api)) && !host.equals("www." + webHost(api))) {
            throw new ConfigRejected(
                    "repository",
                    "The repository is on %s, but the API address is %s: set the API address of that server"
                            .formatted(host, api));
        }
        return fromPath(address.group("path"), answer);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }

    private static RepositoryName fromPath(String path, String answer) {
        var parts = PATH.matcher(path);
        if (!parts.matches() || parts.group("name").matches("\\.{1,2}")) {
            throw new ConfigRejected(
                    "repository",
                    "'%s' names no repository: enter owner/name, or the address of its page".formatted(answer));
        }
        return new RepositoryName(parts.group("owner"), parts.group("name"));
    }

    /** The pages of github.com and of GHE.com are on the host that the API's name extends; those of a server, on its own. */
    private static String webHost(URI api) {
        return api.getAuthority().toLowerCase(Locale.ROOT).replaceFirst("^api\\.", "");
    }
}
