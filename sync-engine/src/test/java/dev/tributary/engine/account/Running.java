package dev.tributary.engine.account;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Something that runs while a test class does; starting it may skip the class. */
final class Running<T extends AutoCloseable> implements BeforeAllCallback, AfterAllCallback {

    private final Supplier<T> start;
    private @Nullable T started;

    Running(Supplier<T> start) {
        this.start = start;
    }

    T get() {
        return Objects.requireNonNull(started, "register the extension in a static field with @RegisterExtension");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started = start.get();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (started != null) {
            started.close();
        }
    }
}
