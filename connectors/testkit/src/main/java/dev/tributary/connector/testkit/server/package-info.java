/** Sources that keep state, emulated or real servers on the loopback address: what a test changes in them, a connector finds. */
@NullMarked
package dev.tributary.connector.testkit.server;

import org.jspecify.annotations.NullMarked;
