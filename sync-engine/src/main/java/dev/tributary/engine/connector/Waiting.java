package dev.tributary.engine.connector;

import java.time.Duration;

/** How time passes while a request waits; tests move their clock instead. */
@FunctionalInterface
interface Waiting {

    void sleep(Duration time) throws InterruptedException;
}
