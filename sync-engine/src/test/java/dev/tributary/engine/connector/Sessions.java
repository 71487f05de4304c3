package dev.tributary.engine.connector;

import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceSession;
import java.time.Clock;
import java.util.Map;

/** Sessions for connectors that need nothing from theirs. */
final class Sessions {

    static final SourceSession EMPTY = new RunSession(
            new Lending.Fixed(new Credential.Anonymous()),
            new SourceConfig(Map.of()),
            request -> {
                throw new IllegalStateException("no request expected: " + request);
            },
            Clock.systemUTC(),
            new Spool());

    private Sessions() {}
}
