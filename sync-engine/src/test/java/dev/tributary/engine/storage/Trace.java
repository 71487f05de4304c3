package dev.tributary.engine.storage;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** Of something that must not be held by anything once it has been used. */
final class Trace {
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private final Reference<Object> held;

    Trace(Object something) {
        held = new WeakReference<>(something, gone);
    }

    /** Waits between two collections, so that those who are about to let go of it can run. */
    void awaitThatItIsGone() throws InterruptedException {
        while (!held.refersTo(null)) {
            System.gc();
            gone.remove(100);
        }
    }
}
