package dev.tributary.engine.welcome;

import dev.tributary.engine.WhenRunning;
import dev.tributary.engine.identity.FirstStart;
import dev.tributary.engine.schedule.Agenda;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Greets the person at the console once the server is up, after the first start with what is needed to try it. */
@Component
@WhenRunning
final class Greeting implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

    private final First first;
    private final WelcomeFolder folder;
    private final WelcomeSettings settings;
    private final FirstStart account;
    private final Disposable.Swap underWay = Disposables.swap();

    /** What a first start brings about. */
    @Component
    record First(WelcomeBase base, WelcomeRun run, Agenda agenda) {}

    Greeting(First first, WelcomeFolder folder, WelcomeSettings settings, FirstStart account) {
        this.first = first;
        this.folder = folder;
        this.settings = settings;
        this.account = account;
    }

    @EventListener
    void greet(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext served) {
            var address = address(ready.getApplicationContext().getEnvironment(), served);
            underWay.update(greet(address)
                    .subscribe(
                            _ -> {}, failure -> LOG.error("The first start could not be finished; restart.", failure)));
        }
    }

    /** What was printed is a password's only trace: it is shown before anything else is waited for. */
    private Mono<Void> greet(String address) {
        return account.generatedPassword()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(password -> welcome()
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .doOnNext(made -> print(new Announcement(address, password, made).text()))
                        .doOnError(_ -> print(new Announcement(address, password, Optional.empty()).text())))
                .flatMap(Mono::justOrEmpty)
                .flatMap(made -> first.agenda().now(made.connector()).then(report(made)));
    }

    private Mono<WelcomeBase.Made> welcome() {
        return settings.welcome()
                ? Mono.fromCallable(folder::prepared)
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(first.base()::make)
                : Mono.empty();
    }

    private Mono<Void> report(WelcomeBase.Made made) {
        return first.run()
                .searchable(made.connector())
                .doOnNext(documents -> print(
                        documents == 0
                                ? "\"%s\" could not be read; /api/v1/connectors/%d tells why.\n"
                                        .formatted(WelcomeBase.NAME, made.connector())
                                : "The %d documents of \"%s\" can be searched now.\n"
                                        .formatted(documents, WelcomeBase.NAME)))
                .then();
    }

    private static String address(Environment environment, WebServerApplicationContext served) {
        var bound = environment.getProperty("server.address", "0.0.0.0");
        var everywhere = bound.equals("0.0.0.0") || bound.equals("::") || bound.isBlank();
        var host = everywhere ? "localhost" : bound.indexOf(':') < 0 ? bound : "[" + bound + "]";
        var server = served.getWebServer();
        return "http://%s:%d".formatted(host, server == null ? 0 : server.getPort());
    }

    /** To the console, not the log: logs are kept and passed on. */
    private static void print(String text) {
        System.out.println(text);
    }

    @Override
    public void destroy() {
        underWay.dispose();
    }
}
