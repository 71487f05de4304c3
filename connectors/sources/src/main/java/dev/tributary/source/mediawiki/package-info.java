/** Reads the pages of a MediaWiki through its action API, {@code api.php}. */
@NullMarked
package dev.tributary.source.mediawiki;

import org.jspecify.annotations.NullMarked;
