/** What an admin sets for the whole installation: encryption keys; and how it is. */
@NullMarked
package dev.tributary.engine.web.settings;

import org.jspecify.annotations.NullMarked;
