package dev.tributary.engine.doctor;

import java.util.List;
import java.util.Optional;

/** What a check found out, in words for the person who runs the engine. Never holds a secret. */
sealed interface Finding {

    /** What was looked at, in a word or two. */
    String subject();

    String text();

    /** It is as it should be. */
    record Fine(String subject, String text) implements Finding {}

    /** Nothing is wrong; this is how more could be had. */
    record Offer(String subject, String text, List<String> steps, Optional<About> about) implements Finding {
        public Offer {
            steps = List.copyOf(steps);
        }
    }

    /** It works, and somebody should do something. */
    record Todo(String subject, String text, List<String> steps, Optional<About> about) implements Finding {
        Todo(String subject, String text, String... steps) {
            this(subject, text, List.of(steps), Optional.empty());
        }

        public Todo {
            steps = List.copyOf(steps);
        }

        Todo about(About what) {
            return new Todo(subject, text, steps, Optional.of(what));
        }
    }

    /** Somebody has to do something before anything further can be looked at. */
    record NotYet(String subject, String text, String step) implements Finding {}

    /** It does not work. */
    record Broken(String subject, String text, List<String> steps, Optional<About> about) implements Finding {
        Broken(String subject, String text, String... steps) {
            this(subject, text, List.of(steps), Optional.empty());
        }

        public Broken {
            steps = List.copyOf(steps);
        }

        Broken about(About what) {
            return new Broken(subject, text, steps, Optional.of(what));
        }
    }
}
