/** An OAuth 2.1 and OpenID Connect provider for tests: short-lived tokens, rotation, and knobs to break it with. */
@NullMarked
package dev.tributary.testing.authorization;

import org.jspecify.annotations.NullMarked;
