package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SecondTokenTest {

    /** Gives tokens 1, 2, 3 … and notes what it is asked. */
    private static final class Tokens implements TokenSource {
        private final List<String> asked = new ArrayList<>();
        private long version = 1;
        private boolean isNewest = true;

        @Override
        public Lent current() {
            return new Lent(new Credential.Token("token-" + version), version);
        }

        @Override
        public Lent instead(Lent refused) {
            asked.add("instead of " + refused.version());
            version++;
            return current();
        }

        @Override
        public boolean giveUp(Lent refused, String reason) {
            asked.add("give up " + refused.version() + ": " + reason);
            return isNewest;
        }
    }

    private final Tokens tokens = new Tokens();
    private final List<String> used = new ArrayList<>();
    private final RunSession session = new RunSession(
            new Lending.Renewed(tokens),
            new SourceConfig(Map.of()),
            request -> {
                throw new AssertionError(request);
            },
            Clock.systemUTC(),
            new Spool());

    @AfterEach
    void close() {
        session.close();
    }

    /** A source that takes no token before that one. */
    private String ask(SourceSession lent, String firstTaken) {
        var token = lent.credential().secret("any").orElseThrow();
        used.add(token);
        if (token.compareTo(firstTaken) < 0) {
            throw new CredentialRejected("no " + token);
        }
        return "answer";
    }

    @Test
    void asksOnceWhileTheTokenIsTaken() throws Exception {
        String answer = SecondToken.asked(session, lent -> ask(lent, "token-1"));

        assertThat(answer).isEqualTo("answer");
        assertThat(used).containsExactly("token-1");
        assertThat(tokens.asked).isEmpty();
    }

    @Test
    void repeatsTheCallWithAnotherToken() throws Exception {
        String answer = SecondToken.asked(session, lent -> ask(lent, "token-2"));

        assertThat(answer).isEqualTo("answer");
        assertThat(used).containsExactly("token-1", "token-2");
        assertThat(tokens.asked).containsExactly("instead of 1");
    }

    @Test
    void givesUpWhenTheSecondTokenIsRefusedToo() {
        assertThatThrownBy(() -> SecondToken.asked(session, lent -> ask(lent, "token-9")))
                .isInstanceOf(CredentialRejected.class);
        assertThat(used).containsExactly("token-1", "token-2");
        assertThat(tokens.asked).containsExactly("instead of 1", "give up 2: no ***");
    }

    @Test
    void triesAgainLaterWhenSomebodyConnectedMeanwhile() {
        tokens.isNewest = false;

        assertThatThrownBy(() -> SecondToken.asked(session, lent -> ask(lent, "token-9")))
                .isInstanceOf(SourceUnavailable.class);
    }
}
