package dev.tributary.engine.connector;

import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A source client in virtual time, with a fake source that it is allowed to reach. */
final class Lab implements AutoCloseable {

    static final Access ACCESS = new Access("credential-1", new Credential.Token("s3cret-token"));

    final VirtualTime time = new VirtualTime();
    final Budgets budgets = new Budgets(time);
    final FakeSource source = new FakeSource();
    final SourceClient client;
    private final RunSession session;

    /** @param settings names without their prefix, and values, in turns */
    Lab(String... settings) {
        this(InetAddress::getAllByName, settings);
    }

    Lab(CheckedAddresses.Lookup lookup, String... settings) {
        client = new SourceClient(settings("127.0.0.1/32", settings), budgets, time, time, lookup);
        session = client.session(ACCESS, new SourceConfig(Map.of()), Patience.OF_A_RUN);
    }

    static SourceSettings settings(String allowed, String... others) {
        var values = new HashMap<String, String>();
        values.put("tributary.source.allowed-hosts", allowed);
        for (var i = 0; i < others.length; i += 2) {
            values.put("tributary.source." + others[i], others[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("tributary.source", SourceSettings.class);
    }

    SourceHttp http() {
        return session.http();
    }

    RunSession session() {
        return session;
    }

    RunSession hurried() {
        return client.session(ACCESS, new SourceConfig(Map.of()), Patience.OF_A_PERSON);
    }

    @Override
    public void close() {
        session.close();
        client.close();
        source.close();
    }
}
