package dev.tributary.web.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.Page;
import dev.tributary.web.api.Problems;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.connector.AllConnectors;
import dev.tributary.web.connector.Examples;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.core.publisher.Mono;

final class SyncAllTest {
    private static final Mono<RunsApi.Run> STARTED =
            Mono.just(Examples.run("1", "queued", Examples.counts(0, 0, 0), Examples.pending(0, 0)));
    private static final Mono<RunsApi.Run> BUSY = Mono.error(Problems.of(409, "It runs."));
    private static final Mono<RunsApi.Run> REFUSED = Mono.error(Problems.of(403, "This takes the role editor."));

    @Test
    void startsTheOthersWhereOneCannotBeStarted() {
        var asked = new ArrayDeque<>(List.of(REFUSED, STARTED, BUSY, REFUSED, STARTED));

        assertThat(note(asked)).isEqualTo("kb.syncPartly");
        assertThat(asked).isEmpty();
    }

    @Test
    void takesOneThatRunsAlreadyForStarted() {
        assertThat(note(new ArrayDeque<>(List.of(BUSY, STARTED)))).isEqualTo("kb.sync");
        assertThat(note(new ArrayDeque<>())).isEqualTo("kb.sync");
    }

    @Test
    void saysWhyNoneCouldBeStarted() {
        assertThatThrownBy(() -> note(new ArrayDeque<>(List.of(REFUSED, REFUSED))))
                .hasMessage("This takes the role editor.");
    }

    /** Of a knowledge base with as many connectors as there are answers to being started. */
    private static @Nullable String note(Queue<Mono<RunsApi.Run>> answers) {
        try (var context = new AnnotationConfigApplicationContext()) {
            var connectors = answers.stream().map(_ -> Examples.holding(0)).toList();
            context.register(AllConnectors.class, SyncAll.class);
            context.registerBean(
                    ConnectorsApi.class,
                    () -> answering(ConnectorsApi.class, () -> Mono.just(new Page<Connector>(connectors, null))));
            context.registerBean(RunsApi.class, () -> answering(RunsApi.class, answers::remove));
            context.refresh();
            return context.getBean(SyncAll.class).of("2").block(Duration.ofSeconds(10));
        }
    }

    private static <T> T answering(Class<T> api, Supplier<Mono<?>> answer) {
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (_, _, _) -> answer.get()));
    }
}
