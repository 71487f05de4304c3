/** The engine's HTTP API, as the pages use it: one interface a topic, with the records it answers in. */
@NullMarked
package dev.tributary.web.api;

import org.jspecify.annotations.NullMarked;
