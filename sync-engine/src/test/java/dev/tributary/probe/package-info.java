/** Routes for tests, outside of the packages that the engine scans. */
@NullMarked
package dev.tributary.probe;

import org.jspecify.annotations.NullMarked;
