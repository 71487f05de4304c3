package dev.tributary.engine.content;

import java.util.List;
import org.springframework.stereotype.Component;

/** Cuts Markdown into chunks. */
@Component
public final class Chunker {

    public List<Chunk> chunks(String markdown) {
        return markdown.isBlank() ? List.of() : List.of(new Chunk("", markdown));
    }
}
