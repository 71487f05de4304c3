package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceSession;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a call with another token of the account if the source refuses the one it was made with; if the newest is
 * refused, too, the account has to be connected again.
 */
final class SecondToken {

    /** What a connector is asked. */
    @FunctionalInterface
    interface Question<T> {
        T put(SourceSession session) throws Exception;
    }

    /** How often a token may be overtaken by the next on its way to the source. */
    private static final int MOST_OVERTAKEN = 5;

    private SecondToken() {}

    static <T> T asked(SourceSession session, Question<T> question) throws Exception {
        if (!(session instanceof RunSession run) || !(run.lending() instanceof Lending.Renewed lending)) {
            return discreet(session, question);
        }
        var first = new Call(run, lending);
        try {
            return first.put(question);
        } catch (CredentialRejected refused) {
            lending.tokens().instead(first.lent());
            run.forget();
            return again(run, lending, question);
        }
    }

    private static <T> T discreet(SourceSession session, Question<T> question) throws Exception {
        try {
            return question.put(session);
        } catch (Exception failure) {
            throw Discretion.about(session.credential()).said(failure);
        }
    }

    /** A refused token that is the newest no longer proves nothing: some providers end it when they give the next. */
    private static <T> T again(RunSession run, Lending.Renewed lending, Question<T> question) throws Exception {
        for (var left = MOST_OVERTAKEN; ; left--) {
            var call = new Call(run, lending);
            try {
                return call.put(question);
            } catch (CredentialRejected refused) {
                if (lending.tokens().giveUp(call.lent(), refused.getMessage())) {
                    throw refused;
                }
                if (left == 0) {
                    throw new SourceUnavailable(
                            "The source refused tokens of the account that newer ones replaced meanwhile", refused);
                }
                run.forget();
            }
        }
    }

    /** The session as one call sees it: it knows which token the call got. */
    private static final class Call implements SourceSession {

        private final RunSession session;
        private final Lending.Renewed lending;
        private volatile TokenSource.@Nullable Lent last;

        private Call(RunSession session, Lending.Renewed lending) {
            this.session = session;
            this.lending = lending;
        }

        <T> T put(Question<T> question) throws Exception {
            try {
                return question.put(this);
            } catch (Exception failure) {
                var asked = last;
                throw asked == null ? failure : Discretion.about(asked.token()).said(failure);
            }
        }

        /** The token that was refused; one that the call did not ask for was remembered by the connector. */
        private TokenSource.Lent lent() {
            var asked = last;
            return asked == null ? lending.current() : asked;
        }

        @Override
        public Credential credential() {
            var lent = lending.current();
            last = lent;
            return lent.token();
        }

        @Override
        public SourceConfig config() {
            return session.config();
        }

        @Override
        public SourceHttp http() {
            return session.http();
        }

        @Override
        public Clock clock() {
            return session.clock();
        }

        @Override
        public <T> T once(String key, Class<T> type, Callable<T> compute) throws InterruptedException {
            return session.once(key, type, compute);
        }
    }
}
