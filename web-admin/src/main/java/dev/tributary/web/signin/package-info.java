/** Signing in and out. */
@NullMarked
package dev.tributary.web.signin;

import org.jspecify.annotations.NullMarked;
