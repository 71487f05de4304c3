/** Runs over HTTP: started, followed, cancelled; and how the engine is as a whole. */
@NullMarked
package dev.tributary.engine.web.run;

import org.jspecify.annotations.NullMarked;
