/** What runs when, and where: on db-scheduler, whose table all processes share. */
@NullMarked
package dev.tributary.engine.schedule;

import org.jspecify.annotations.NullMarked;
