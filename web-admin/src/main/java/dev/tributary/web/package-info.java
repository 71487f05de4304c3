/** The admin UI. For now it holds the place: what it will draw are the types of {@code connector-meta}. */
@NullMarked
package dev.tributary.web;

import org.jspecify.annotations.NullMarked;
