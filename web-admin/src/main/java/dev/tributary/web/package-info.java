/** The admin UI: pages rendered on the server, drawn from the types of {@code connector-meta}, filled through the engine's HTTP API. */
@NullMarked
package dev.tributary.web;

import org.jspecify.annotations.NullMarked;
