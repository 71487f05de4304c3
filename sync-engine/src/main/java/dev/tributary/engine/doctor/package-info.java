/** Looks at an installation and says, in sentences, what is wrong with it and what to do. */
@NullMarked
package dev.tributary.engine.doctor;

import org.jspecify.annotations.NullMarked;
