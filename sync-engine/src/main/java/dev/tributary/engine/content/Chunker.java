package dev.tributary.engine.content;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Cuts Markdown into chunks: at headings, and within a section at the borders of blocks, so that each chunk is as large
 * as it may be. Thread-safe; takes time in proportion to the text.
 */
@Component
public final class Chunker {

    private final int limit;

    public Chunker(ContentSettings settings) {
        this.limit = settings.chunkLength();
    }

    public List<Chunk> chunks(String markdown) {
        var sections = new Sections(markdown);
        for (var block : BlockReader.blocks(markdown)) {
            sections.add(block);
        }
        sections.end();
        return sections.chunks;
    }

    /** The section under way, its headings, and the chunk that is being filled. */
    private final class Sections {
        private final String text;
        private final List<Chunk> chunks = new ArrayList<>();
        private final List<Block.Heading> headings = new ArrayList<>();
        private String path = "";
        /** Whether the innermost heading has nothing under it yet. */
        private boolean isBare;

        private int start = -1;
        private int end = -1;

        private Sections(String text) {
            this.text = text;
        }

        private void add(Block block) {
            switch (block) {
                case Block.Heading heading -> open(heading);
                case Block.Fence _, Block.Table _, Block.Prose _ -> fill(block);
            }
        }

        private void open(Block.Heading heading) {
            flush();
            if (isBare && headings.getLast().depth() >= heading.depth()) {
                keepHeading();
            }
            while (!headings.isEmpty() && headings.getLast().depth() >= heading.depth()) {
                headings.removeLast();
            }
            headings.add(heading);
            path = String.join(" › ", headings.stream().map(Block.Heading::text).toList());
            isBare = true;
        }

        private void fill(Block block) {
            isBare = false;
            if (start >= 0 && block.end() - start > limit) {
                flush();
            }
            if (block.end() - block.start() > limit) {
                new LongBlock(text, limit, piece -> chunks.add(new Chunk(path, piece))).cut(block);
            } else {
                start = start < 0 ? block.start() : start;
                end = block.end();
            }
        }

        private void flush() {
            if (start >= 0) {
                chunks.add(new Chunk(path, text.substring(start, end)));
                start = -1;
            }
        }

        private void end() {
            flush();
            if (isBare) {
                keepHeading();
            }
        }

        /** A heading without anything under it can be found, too. */
        private void keepHeading() {
            new LongBlock(text, limit, piece -> chunks.add(new Chunk(path, piece))).cut(headings.getLast());
        }
    }
}
