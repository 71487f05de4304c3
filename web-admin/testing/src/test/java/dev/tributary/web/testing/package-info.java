/** What people do in the admin UI, done in a real browser with the real engine behind it. */
@NullMarked
package dev.tributary.web.testing;

import org.jspecify.annotations.NullMarked;
