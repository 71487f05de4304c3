/** Who may use the engine: people, roles, sessions, API tokens, and the log of who did what. */
@NullMarked
package dev.tributary.engine.identity;

import org.jspecify.annotations.NullMarked;
