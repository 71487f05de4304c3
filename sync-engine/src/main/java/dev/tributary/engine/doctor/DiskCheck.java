package dev.tributary.engine.doctor;

import dev.tributary.engine.storage.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether there is room for data, and for the files that runs put aside for a while. */
@Component
@Order(2)
final class DiskCheck implements Check.OfHost {
    private static final long MEGABYTE = 1_000_000;
    private static final long FULL = 200 * MEGABYTE;
    private static final long SCARCE = 2_000 * MEGABYTE;

    private final StorageSettings storage;

    DiskCheck(StorageSettings storage) {
        this.storage = storage;
    }

    @Override
    public String subject() {
        return "Disk space";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        var places = Stream.concat(
                storage.embedded() ? Stream.of(storage.data()) : Stream.<Path>empty(),
                Stream.of(Path.of(System.getProperty("java.io.tmpdir"))));
        return Flux.fromStream(places)
                .filter(Files::exists)
                .concatMap(place -> Mono.fromCallable(() -> found(place, free(place))));
    }

    private static long free(Path place) throws IOException {
        return Files.getFileStore(place).getUsableSpace();
    }

    Finding found(Path place, long free) {
        var text = String.format(Locale.ROOT, "%,d MB are free where %s is.", free / MEGABYTE, place);
        if (free < FULL) {
            return new Finding.Broken(subject(), text, "Make room: PostgreSQL stops when the disk is full.");
        }
        return free < SCARCE
                ? new Finding.Todo(subject(), text, "Make room, or move the directory to a larger disk.")
                : new Finding.Fine(subject(), text);
    }
}
