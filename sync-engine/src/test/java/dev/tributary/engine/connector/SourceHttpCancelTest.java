package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6: an interrupt ends a running request")
final class SourceHttpCancelTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    void closesTheConnectionToTheSource() throws IOException, InterruptedException {
        try (var lab = new Lab();
                var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> readUntilClosed(silent));
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/a");
            var caller = Thread.startVirtualThread(() -> {
                try {
                    lab.http().send(SourceRequest.get(address));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(closed.getCount()).isEqualTo(1);
            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void readUntilClosed(ServerSocket silent) {
        try (var connection = silent.accept()) {
            var in = connection.getInputStream();
            while (in.read() >= 0) {
                asked.countDown();
            }
            closed.countDown();
        } catch (IOException reset) {
            // closing may arrive as a reset, too
            closed.countDown();
        }
    }
}
