/** The door of the HTTP API: who comes in, with which rights, and what they can do about people, sessions and tokens. */
@NullMarked
package dev.tributary.engine.web.access;

import org.jspecify.annotations.NullMarked;
