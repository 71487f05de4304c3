package dev.tributary.engine.welcome;

import dev.tributary.engine.identity.FirstStart;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.web.PublicId;
import java.util.Optional;

/**
 * What a start tells the person in front of the console.
 *
 * @param password the one that this start generated
 * @param welcome what this start made
 */
record Announcement(String address, Optional<Secret> password, Optional<WelcomeBase.Made> welcome) {

    String text() {
        return "\nTributary is ready: %s   (what it can do: %s/openapi.json)\n%s%s"
                .formatted(address, address, signIn(), search());
    }

    private String signIn() {
        if (password.isPresent()) {
            return """

                      Sign in as  %s
                      Password    %s
                                  (generated, kept nowhere in the clear, and not shown again: note it down)
                    """.formatted(FirstStart.USERNAME, password.get().text());
        }
        return welcome.isEmpty() ? "" : """

                  Sign in as  %s
                  Password    the one from TRIBUTARY_ADMIN_PASSWORD
                """.formatted(FirstStart.USERNAME);
    }

    private String search() {
        return welcome.map(made -> """

                  The knowledge base "%s" is reading a few documents about Tributary. Search it:

                  %s

                """.formatted(WelcomeBase.NAME, command(made)))
                .orElse("");
    }

    /** Signs in and searches; the session's cookie goes from the one to the other and is stored nowhere. */
    private String command(WelcomeBase.Made made) {
        var credentials = password.map(generated ->
                        "'{\"username\":\"%s\",\"password\":\"%s\"}'".formatted(FirstStart.USERNAME, generated.text()))
                .orElse("\"{\\\"username\\\":\\\"%s\\\",\\\"password\\\":\\\"$TRIBUTARY_ADMIN_PASSWORD\\\"}\""
                        .formatted(FirstStart.USERNAME));
        return "curl -s -o /dev/null -c - -H 'Content-Type: application/json' -d %s %s/api/v1/session | curl -s -b - '%s/api/v1/knowledge-bases/%s/search?q=removal'"
                .formatted(credentials, address, address, PublicId.of(made.knowledgeBase()));
    }

    /** The password stays out of the text. */
    @Override
    public String toString() {
        return "Announcement[" + address + "]";
    }
}
