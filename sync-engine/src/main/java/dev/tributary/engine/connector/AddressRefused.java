package dev.tributary.engine.connector;

import java.io.IOException;
import java.util.Objects;

/** A host turned out to be at an address that sources may not be at. */
final class AddressRefused extends IOException {

    AddressRefused(String host, int port) {
        super("%s is not at a public address, and sources may be at public ones only. If it is meant, add %s:%d to %s"
                .formatted(host, host, port, SourceSettings.ALLOWED_HOSTS));
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
