/** Documents of a knowledge base: found, read, explained, left out and taken back. */
@NullMarked
package dev.tributary.web.document;

import org.jspecify.annotations.NullMarked;
