package dev.tributary.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

final class FirstStartIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Secret CHOSEN = new Secret("chosen by somebody");
    private static final Secret FALLBACK = new Secret("made by the engine");

    private final Passwords passwords = new Passwords(new Random(1));
    private final Accounts accounts = accounts();

    private Accounts accounts() {
        var clock = Clock.systemUTC();
        var audit = new Audit(DATABASE.client(), JsonMapper.shared(), clock);
        return new Accounts(DATABASE.client(), DATABASE.transactions(), passwords, audit, clock);
    }

    @AfterEach
    void leaveNobodyBehind() {
        StepVerifier.create(DATABASE.client().sql("DELETE FROM account").then()).verifyComplete();
        passwords.close();
    }

    @Test
    void generatesThePasswordAndTellsItOnce() {
        var start = start(Optional.empty());
        StepVerifier.create(start.generatedPassword()).expectNext(FALLBACK).verifyComplete();
        StepVerifier.create(start.generatedPassword()).verifyComplete();
        StepVerifier.create(opens(FALLBACK)).expectNext(true).verifyComplete();
    }

    @Test
    void takesTheChosenPasswordAndTellsNone() {
        StepVerifier.create(start(Optional.of(CHOSEN)).generatedPassword()).verifyComplete();
        StepVerifier.create(opens(CHOSEN)).expectNext(true).verifyComplete();
    }

    @Test
    void remembersThatItGeneratedThePassword() {
        StepVerifier.create(start(Optional.empty()).done()).verifyComplete();
        StepVerifier.create(isGenerated()).expectNext(true).verifyComplete();
    }

    @Test
    void doesNotCallAChosenPasswordGenerated() {
        StepVerifier.create(start(Optional.of(CHOSEN)).done()).verifyComplete();
        StepVerifier.create(isGenerated()).expectNext(false).verifyComplete();
    }

    private Mono<Boolean> isGenerated() {
        return accounts.credentials(FirstStart.USERNAME)
                .flatMap(admin -> accounts.hasGeneratedPassword(admin.person().accountId()));
    }

    @Test
    void doesNotChangeThePasswordLater() {
        StepVerifier.create(start(Optional.of(CHOSEN)).done()).verifyComplete();
        StepVerifier.create(start(Optional.of(new Secret("another password"))).done())
                .verifyComplete();
        StepVerifier.create(start(Optional.empty()).generatedPassword()).verifyComplete();
        StepVerifier.create(opens(CHOSEN)).expectNext(true).verifyComplete();
    }

    @Test
    void makesOneAdminWhenSeveralProcessesStartTogether() {
        var passwordsTold = Mono.zip(
                start(Optional.empty()).generatedPassword().hasElement(),
                start(Optional.empty()).generatedPassword().hasElement());
        StepVerifier.create(passwordsTold)
                .assertNext(told -> assertThat(told.getT1()).isNotEqualTo(told.getT2()))
                .verifyComplete();
        StepVerifier.create(accounts.after(0, 10).map(Account::username))
                .expectNext(FirstStart.USERNAME)
                .verifyComplete();
    }

    private FirstStart start(Optional<Secret> chosen) {
        return new FirstStart(accounts, chosen, FALLBACK);
    }

    private Mono<Boolean> opens(Secret password) {
        return accounts.credentials("ADMIN")
                .flatMap(credentials -> passwords.matches(password, credentials.passwordHash()));
    }
}
