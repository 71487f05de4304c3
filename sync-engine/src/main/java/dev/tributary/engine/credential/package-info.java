/** Encryption of what must stay secret: API keys, OAuth tokens and configuration fields marked secret. */
@NullMarked
package dev.tributary.engine.credential;

import org.jspecify.annotations.NullMarked;
