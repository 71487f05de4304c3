/** Files of a GitHub repository, read through the REST API for Git trees, blobs and contents. */
@NullMarked
package dev.tributary.source.github;

import org.jspecify.annotations.NullMarked;
