/** The HTTP API: problem details, pages of lists, the API document, and the controllers. */
@NullMarked
package dev.tributary.engine.web;

import org.jspecify.annotations.NullMarked;
