package dev.tributary.engine.account;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Credential;
import dev.tributary.engine.connector.TokenSource;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.Mono;

/** The tokens of an account for one session: remembers the newest, and asks for another when that is past its middle. */
final class AccountLending implements TokenSource {

    private final AccountTokens tokens;
    private final Clock clock;
    private final long account;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile AccessToken last;

    AccountLending(AccountTokens tokens, Clock clock, AccessToken first) {
        this.tokens = tokens;
        this.clock = clock;
        this.account = first.account();
        this.last = first;
    }

    @Override
    public Lent current() throws InterruptedException {
        if (last.isFresh(clock.instant())) {
            return lent(last);
        }
        lock.lockInterruptibly();
        try {
            if (!last.isFresh(clock.instant())) {
                last = awaited(tokens.fresh(account));
            }
            return lent(last);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Lent instead(Lent refused) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (last.version() <= refused.version()) {
                last = awaited(tokens.instead(account, refused.version()));
            }
            return lent(last);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean giveUp(Lent refused, String reason) throws InterruptedException {
        return awaited(tokens.giveUp(account, refused.version(), reason));
    }

    private static Lent lent(AccessToken token) {
        return new Lent(new Credential.Token(token.secret().text(), token.fields()), token.version());
    }

    /** On a virtual thread of a connector's call. */
    private static <T> T awaited(Mono<T> answer) throws InterruptedException {
        var future = answer.toFuture();
        try {
            return Objects.requireNonNull(future.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectorException known) {
                throw known;
            }
            throw new SourceUnavailable("The token of the account cannot be read; it is tried again by itself", e);
        } finally {
            future.cancel(true);
        }
    }
}
