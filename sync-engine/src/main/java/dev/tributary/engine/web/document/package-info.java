/** Documents over HTTP: listed, searched, explained, excluded, restored, tried again, and their held removals. */
@NullMarked
package dev.tributary.engine.web.document;

import org.jspecify.annotations.NullMarked;
