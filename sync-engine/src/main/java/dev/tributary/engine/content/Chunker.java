package dev.tributary.engine.content;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Cuts Markdown into chunks: at headings, and within a section at the borders of blocks, so that each chunk is as large
 * as it may be. A section too short to say much shares a chunk with those below and beside it. Thread-safe; takes time
 * in proportion to the text.
 */
@Component
public final class Chunker {

    private final int limit;
    /** From this length on, a chunk ends where its section does. */
    private final int enough;

    public Chunker(ContentSettings settings) {
        this.limit = settings.chunkLength();
        this.enough = limit / 2;
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
        /** Whether the innermost heading has nothing under it yet. */
        private boolean isBare;

        private int start = -1;
        private int end = -1;
        /** The headings that the whole chunk stands under. */
        private List<Block.Heading> under = List.of();
        /** Where the section begins that the chunk ends in. */
        private int section = -1;

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
            if (isBare && headings.getLast().depth() >= heading.depth()) {
                fill(headings.getLast());
            }
            while (!headings.isEmpty() && headings.getLast().depth() >= heading.depth()) {
                headings.removeLast();
            }
            headings.add(heading);
            isBare = true;
        }

        private void fill(Block block) {
            isBare = false;
            var isSame = section == sectionStart();
            section = sectionStart();
            if (start >= 0 && (isSame ? block.end() - start <= limit : joinsFromAnotherSection(block))) {
                end = block.end();
                return;
            }
            flush();
            if (block.end() - block.start() > limit) {
                var path = path(headings);
                new LongBlock(text, limit, piece -> chunks.add(new Chunk(path, piece))).cut(block);
            } else {
                start = block.start();
                end = block.end();
                under = List.copyOf(headings);
            }
        }

        private int sectionStart() {
            return headings.isEmpty() ? -1 : headings.getLast().start();
        }

        /** From one below, or from one beside: then the chunk's own heading becomes part of its text. */
        private boolean joinsFromAnotherSection(Block block) {
            var common = common();
            var isBeside = common == under.size() - 1 && beginsItsSection();
            var from = isBeside ? Math.min(start, under.getLast().start()) : start;
            var isElsewhere = common < under.size() && !isBeside;
            if (end - start >= enough || isElsewhere || block.end() - from > limit) {
                return false;
            }
            start = from;
            under = under.subList(0, common);
            return true;
        }

        private int common() {
            var common = 0;
            while (common < Math.min(under.size(), headings.size())
                    && under.get(common).equals(headings.get(common))) {
                common++;
            }
            return common;
        }

        private boolean beginsItsSection() {
            var heading = under.getLast();
            return start <= heading.end()
                    || text.substring(heading.end(), start).isBlank();
        }

        private void flush() {
            if (start >= 0) {
                chunks.add(new Chunk(path(under), text.substring(start, end)));
                start = -1;
            }
        }

        /** A heading without anything under it can be found, too. */
        private void end() {
            if (isBare) {
                fill(headings.getLast());
            }
            flush();
        }

        private static String path(List<Block.Heading> headings) {
            return String.join(" › ", headings.stream().map(Block.Heading::text).toList());
        }
    }
}
