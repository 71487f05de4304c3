/** Emulated sources that keep state: what a test changes in them, a connector finds. */
@NullMarked
package dev.tributary.connector.testkit.server;

import org.jspecify.annotations.NullMarked;
