/** Where the reactive engine meets blocking connectors: registry, calls, sessions, source HTTP and its budgets. */
@NullMarked
package dev.tributary.engine.connector;

import org.jspecify.annotations.NullMarked;
