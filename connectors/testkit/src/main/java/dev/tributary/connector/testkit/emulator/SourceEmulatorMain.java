package dev.tributary.connector.testkit.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An emulator as a process of its own, for tests that kill the engine but not its source. Takes {@code port, size, seed,
 * textSize} and {@code latencyMs}, each as {@code name=value}; prints {@code port=} and its port on a line, and ends
 * when its standard input does. What {@link EmulatorAdmin} describes is under {@code /admin/}.
 */
public final class SourceEmulatorMain {

    private SourceEmulatorMain() {}

    public static void main(String[] args) throws IOException {
        var options = Stream.of(args)
                .map(arg -> arg.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
        var settings = EmulatorSettings.of(Math.toIntExact(number(options, "size", 1000)))
                .seed(number(options, "seed", 1))
                .textSize(Math.toIntExact(number(options, "textSize", 2048)))
                .latency(Duration.ofMillis(number(options, "latencyMs", 0)));
        try (var emulator = SourceEmulator.start(settings, Math.toIntExact(number(options, "port", 0)))) {
            emulator.route(EmulatorAdmin.PATH, new EmulatorAdmin(emulator));
            System.out.println("port=" + emulator.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static long number(Map<String, String> options, String name, long preset) {
        var value = options.get(name);
        return value == null ? preset : Long.parseLong(value);
    }
}
