/** Knowledge bases, connector types and connectors over HTTP. */
@NullMarked
package dev.tributary.engine.web.knowledge;

import org.jspecify.annotations.NullMarked;
