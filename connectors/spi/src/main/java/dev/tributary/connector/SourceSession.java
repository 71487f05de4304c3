package dev.tributary.connector;

import java.time.Clock;
import java.util.concurrent.Callable;

/** What the engine lends a connector for one run. Safe for use by several threads. */
public interface SourceSession {

    /** What gives access now; may wait while the token of an account is refreshed. */
    Credential credential();

    SourceConfig config();

    SourceHttp http();

    Clock clock();

    /**
     * Returns the value remembered under {@code key} in this run, computing it the first time, once even if several
     * threads ask. Gone after the run: what must outlive a process belongs into the cursor. A failed computation is not
     * remembered.
     */
    <T> T once(String key, Class<T> type, Callable<T> compute) throws InterruptedException;
}
