/** Sign-in through OpenID Connect: which providers there are, the way to them and back, and what their word is worth here. */
@NullMarked
package dev.tributary.engine.identity.oidc;

import org.jspecify.annotations.NullMarked;
