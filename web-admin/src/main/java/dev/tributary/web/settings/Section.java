package dev.tributary.web.settings;

import dev.tributary.web.api.SessionApi.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A page of the settings, and from which role on it can be seen. */
public enum Section {
    PASSWORD(Role.VIEWER),
    SESSIONS(Role.VIEWER),
    ACCOUNTS(Role.EDITOR),
    OAUTH(Role.ADMIN),
    PEOPLE(Role.ADMIN),
    PROVIDERS(Role.ADMIN),
    TOKENS(Role.ADMIN),
    SOURCES(Role.ADMIN),
    ENCRYPTION(Role.ADMIN),
    AUDIT(Role.ADMIN),
    HEALTH(Role.ADMIN);

    private final Role from;

    Section(Role from) {
        this.from = from;
    }

    static List<Section> of(Role role) {
        return Arrays.stream(values())
                .filter(section -> role.includes(section.from))
                .toList();
    }

    public String path() {
        return "/ui/settings/" + wire();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
