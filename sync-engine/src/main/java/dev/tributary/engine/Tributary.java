package dev.tributary.engine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the engine. */
@SpringBootApplication
public class Tributary {

    public static void main(String[] args) {
        SpringApplication.run(Tributary.class, args);
    }
}
