package dev.tributary.web.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.web.api.EngineSettingsApi;
import dev.tributary.web.api.EngineSettingsApi.About;
import dev.tributary.web.api.EngineSettingsApi.Finding;
import dev.tributary.web.api.EngineSettingsApi.Report;
import dev.tributary.web.api.SessionApi;
import dev.tributary.web.api.SessionApi.Me;
import dev.tributary.web.api.SessionApi.Role;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Rendered;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page comes before its report, which takes seconds. */
final class HealthPageTest {
    private static final String PAGE = "/ui/settings/health";
    private static final String REPORT = PAGE + "/report";
    private static final Report FOUND = new Report(
            "todo",
            List.of(
                    new Finding("fine", "Database", "It answers.", List.of(), null),
                    new Finding("todo", "Disk", "It is nearly full.", List.of("Delete something."), null),
                    new Finding("todo", "Wiki", "1 removal waits.", List.of(), new About("heldRemovals", "7")),
                    new Finding("todo", "Robots", "They rest.", List.of(), new About("robots", null)),
                    new Finding(
                            "offer",
                            "Dropbox",
                            "There is no client yet.",
                            List.of("Make one."),
                            new About("oauthClients", null))));

    @Test
    void comesWithoutWaitingForTheReport() {
        var page = drawn(answer(Role.ADMIN, Mono.never(), PAGE));

        var waits = page.select("[hx-get=%s][hx-trigger=load]".formatted(REPORT));
        assertThat(waits).hasSize(1);
        assertThat(waits.select("[role=status]").text()).startsWith("Looking at the database");
        assertThat(waits.select("noscript").html()).contains("href=\"%s\"".formatted(REPORT));
        assertThat(page.select("#report")).isEmpty();
        assertThat(page.select("[style], [onload], script:not([src])")).isEmpty();
    }

    @Test
    void sendsTheReportAloneToThePageThatAsksForIt() {
        var answer = Objects.requireNonNull(controller(Role.ADMIN, Mono.just(FOUND))
                .report(MockServerHttpRequest.get(REPORT)
                        .header("HX-Request", "true")
                        .build())
                .block());

        assertThat(answer.view()).isEqualTo("settings/health :: report");
        assertThat(answer.modelAttributes()).containsEntry("report", Diagnosis.of(FOUND));
    }

    @Test
    void showsTheReportWithinItsPageWhereThereIsNoJavaScript() {
        var page = drawn(answer(Role.ADMIN, Mono.just(FOUND), REPORT));

        assertThat(page.select("#report [role=status]").text()).isEqualTo("It works, and some things want doing.");
        assertThat(page.select("#report > section h2").eachText())
                .containsExactly("Disk to do", "Wiki to do", "Robots to do", "Database fine");
        assertThat(page.select("#report details li").eachText()).containsExactly("Make one.");
        assertThat(page.select("[hx-get]")).isEmpty();
        assertThat(page.select("nav [aria-current=page]").eachText()).contains("Health");
    }

    @Test
    void leadsToThePageWhereSomethingCanBeDone() {
        var page = drawn(answer(Role.ADMIN, Mono.just(FOUND), REPORT));

        assertThat(page.select("#report a").eachAttr("href"))
                .containsExactly("/ui/connectors/7/held-removals", "/ui/settings/oauth");
        assertThat(page.select("#report > section a").eachText()).containsExactly("To the removals on hold");
    }

    @Test
    void refusesAtOnceWhoMayNotSeeIt() {
        var refused = new IllegalStateException("This takes the role admin.");

        assertThatThrownBy(() -> answer(Role.EDITOR, Mono.error(refused), PAGE)).isSameAs(refused);
    }

    private static Rendering answer(Role role, Mono<Report> report, String path) {
        var request = MockServerHttpRequest.get(path).build();
        var controller = controller(role, report);
        return Objects.requireNonNull((path.equals(PAGE) ? controller.health(request) : controller.report(request))
                .block(Duration.ofSeconds(10)));
    }

    private static EngineController controller(Role role, Mono<Report> report) {
        var context = new AnnotationConfigApplicationContext();
        context.register(Frame.class, SettingsPages.class, EngineController.class);
        var me = Mono.just(new Me("ann", role, "token", false));
        context.registerBean(SessionApi.class, () -> answering(SessionApi.class, "me", me));
        context.registerBean(EngineSettingsApi.class, () -> answering(EngineSettingsApi.class, "examine", report));
        context.refresh();
        return context.getBean(EngineController.class);
    }

    /** An API of which one question is answered, and nothing else asked. */
    private static <T> T answering(Class<T> api, String question, Mono<?> answer) {
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (_, method, _) -> {
            if (!method.getName().equals(question)) {
                throw new AssertionError(method);
            }
            return answer;
        }));
    }

    private static Document drawn(Rendering answer) {
        return Rendered.page(Objects.requireNonNull((String) answer.view()), answer.modelAttributes(), _ -> Map.of());
    }
}
