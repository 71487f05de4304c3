/** A source that exists only for tests: a corpus of any size behind an HTTP API that fails as it is told to. */
@NullMarked
package dev.tributary.connector.testkit.emulator;

import org.jspecify.annotations.NullMarked;
