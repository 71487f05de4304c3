package dev.tributary.engine.sync;

import dev.tributary.engine.knowledge.TagSlots;
import java.util.UUID;

/** On whose behalf documents are written, and the lease that allows it. */
record RunScope(long run, long connector, long knowledgeBase, UUID lease, TagSlots slots) {}
