package dev.tributary.engine.doctor;

import dev.tributary.engine.storage.OwnerOnlyFile;
import dev.tributary.engine.storage.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether the data directory is there, and its secrets are for its owner alone. */
@Component
@Order(1)
final class DataDirectoryCheck implements Check.OfHost {
    private final StorageSettings storage;
    private final Optional<Path> keyFile;

    DataDirectoryCheck(StorageSettings storage, @Value("${tributary.encryption-key-file:}") String keyFile) {
        this.storage = storage;
        this.keyFile = Optional.of(keyFile).filter(path -> !path.isBlank()).map(Path::of);
    }

    @Override
    public String subject() {
        return "Data directory";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return Mono.fromCallable(this::found).flatMapIterable(all -> all);
    }

    List<Finding> found() throws IOException {
        var data = storage.data();
        var all = new ArrayList<Finding>();
        if (!storage.embedded()) {
            all.add(new Finding.Fine(subject(), "The database is an outside one; %s is hardly used.".formatted(data)));
        } else if (!storage.holdsData()) {
            all.add(new Finding.NotYet(
                    subject(),
                    "There is nothing in %s yet.".formatted(data),
                    "Start Tributary: it makes a database and a key there. If it was started before, set TRIBUTARY_DATA to"
                            + " the directory it used."));
        } else if (!Files.isWritable(data)) {
            all.add(new Finding.Broken(
                    subject(),
                    "The account %s may not write to %s.".formatted(System.getProperty("user.name"), data),
                    "Run this and Tributary as the account that owns the directory, or give it the right."));
        } else {
            all.add(new Finding.Fine(
                    subject(), "Database and key are in %s, which this account may write to.".formatted(data)));
        }
        for (var file : secrets()) {
            if (!new OwnerOnlyFile(file).isOwnerOnly()) {
                all.add(new Finding.Todo(
                        subject(),
                        "Others than its owner may read or change %s, which holds a secret.".formatted(file),
                        "chmod 600 " + file));
            }
        }
        return all;
    }

    private List<Path> secrets() {
        var own = storage.embedded()
                ? Stream.of(
                        storage.data().resolve("encryption.key"),
                        storage.data().resolve("postgres").resolve("password"))
                : Stream.<Path>empty();
        return Stream.concat(own, keyFile.stream()).filter(Files::exists).toList();
    }
}
