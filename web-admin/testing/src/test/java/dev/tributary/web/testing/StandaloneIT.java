package dev.tributary.web.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The UI as a process of its own. */
final class StandaloneIT {
    @RegisterExtension
    static final AdminEngine FIRST = new AdminEngine();

    @RegisterExtension
    static final AdminEngine SECOND = new AdminEngine();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    @DisplayName("A process of its own stands in front of two engines, each with its own session")
    void standsInFrontOfTwoEngines() {
        try (var admin = AdminProcess.start(
                        List.of("-jar", Jars.admin().toString()),
                        Map.of(
                                "TRIBUTARY_ADMIN_ENGINES_FIRST", FIRST.url(),
                                "TRIBUTARY_ADMIN_ENGINES_SECOND", SECOND.url()));
                var context = CHROMIUM.fresh()) {
            var page = context.newPage();
            page.navigate(admin.url() + "/");
            page.getByText("first").click();
            Chromium.signIn(page);
            new Person(page, admin.url() + "/first").knowledgeBase("Only in the first");

            page.navigate(admin.url() + "/second/ui/knowledge-bases");
            assertThat(page).hasTitle("Sign in · Tributary");
            Chromium.signIn(page);
            assertThat(page.getByText("Only in the first")).hasCount(0);

            page.navigate(admin.url() + "/first/ui/knowledge-bases");
            assertThat(page.getByText("Only in the first").first()).isVisible();
        }
    }
}
