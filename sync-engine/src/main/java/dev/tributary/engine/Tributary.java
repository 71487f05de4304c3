package dev.tributary.engine;

import dev.tributary.engine.doctor.DoctorCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the engine, or examines an installation of it. */
@SpringBootApplication
public class Tributary {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(DoctorCommand.NAME)) {
            System.exit(DoctorCommand.run(List.of(args).subList(1, args.length)));
        }
        SpringApplication.run(Tributary.class, args);
    }
}
