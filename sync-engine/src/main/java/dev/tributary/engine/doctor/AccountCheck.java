package dev.tributary.engine.doctor;

import dev.tributary.engine.account.Account;
import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.account.Forecast;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Which connected accounts need somebody, now or within a week. */
@Component
@Order(4)
final class AccountCheck implements Check.OfStore {
    private static final int MOST = 1_000;

    private final ObjectProvider<ConnectedAccounts> accounts;
    private final Clock clock;

    /** Accounts are asked for when they are used: without a key they cannot be made. */
    AccountCheck(ObjectProvider<ConnectedAccounts> accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "Accounts";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return Flux.defer(() -> accounts.getObject().troubled(clock.instant().plus(Forecast.AHEAD), MOST))
                .flatMapIterable(troubled -> troubled)
                .map(this::found)
                .defaultIfEmpty(
                        new Finding.Fine(subject(), "No connected account needs somebody, now or within a week."));
    }

    private Finding found(ConnectedAccounts.Used used) {
        var account = used.account();
        var name = "%s (%s)".formatted(account.name(), account.provider());
        var text = account.state() == Account.State.RECONNECT_NEEDED
                ? "%s has to be connected again: %s. %s"
                        .formatted(
                                name, account.reason().orElse("it was refused"), waiting(used.users(), "wait for it"))
                : "%s ends at %s unless somebody signs in again. %s"
                        .formatted(
                                name,
                                account.times().diesAt().map(Object::toString).orElse("an unknown time"),
                                waiting(used.users(), "stop then"));
        return new Finding.Todo(
                        subject(), text.strip(), "Connect it again, in the settings under \"Connected accounts\".")
                .about(About.all(About.Kind.ACCOUNTS));
    }

    private static String waiting(List<ConnectedAccounts.User> users, String what) {
        return users.isEmpty()
                ? ""
                : users.stream()
                        .map(user -> "\"%s\" (%d)".formatted(user.name(), user.connector()))
                        .collect(Collectors.joining(", ", "Connectors that " + what + ": ", "."));
    }
}
