package dev.tributary.engine.connector;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that ask the name service. */
final class NameLookups {
    private static final int AT_ONCE = 16;

    private NameLookups() {}

    /** Platform threads: the name service of the operating system blocks its thread. */
    static ExecutorService threads(String prefix) {
        var pool = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(prefix, 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
