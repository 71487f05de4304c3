/** What an admin sets for the whole installation: encryption keys. */
@NullMarked
package dev.tributary.engine.web.settings;

import org.jspecify.annotations.NullMarked;
