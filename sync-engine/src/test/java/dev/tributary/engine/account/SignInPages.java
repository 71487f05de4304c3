package dev.tributary.engine.account;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.connector.testkit.server.KeycloakServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import dev.tributary.connector.testkit.server.OAuthServer.Person;
import java.util.List;

/** What a person fills in and presses at a provider, until the browser is sent away from there. */
record SignInPages(OAuthServer server, Person person) {

    /** The consent page's answers. */
    private record Answers(String yes, String no) {}

    /** Signs in, and agrees to all that is asked for. */
    void agree(Page page) {
        signIn(page);
        if (!hasLeft(page)) {
            unticked(page).forEach(Locator::check);
            page.locator(answers().yes()).click();
        }
        page.waitForCondition(() -> hasLeft(page));
    }

    /** Signs in, and says no to what was not agreed to before. */
    void decline(Page page) {
        signIn(page);
        page.locator(answers().no()).click();
        page.waitForCondition(() -> hasLeft(page));
    }

    /** The provider asks for consent only if the person has not agreed to the same before. */
    private void signIn(Page page) {
        page.locator("[name=username]").fill(person.name());
        page.locator("[name=password]").fill(person.password());
        page.locator("[type=submit]").click();
        page.waitForCondition(
                () -> hasLeft(page) || page.locator(answers().yes()).isVisible());
    }

    private Answers answers() {
        return switch (server) {
            case AuthorizationServer _ -> new Answers("#submit-consent", "#cancel-consent");
            case KeycloakServer _ -> new Answers("[name=accept]", "[name=cancel]");
        };
    }

    private List<Locator> unticked(Page page) {
        return switch (server) {
            case AuthorizationServer _ ->
                page.locator("input[name=scope]:not([disabled])").all();
            case KeycloakServer _ -> List.of();
        };
    }

    private boolean hasLeft(Page page) {
        return !page.url().contains("//" + server.endpoints().authorization().getAuthority());
    }
}
