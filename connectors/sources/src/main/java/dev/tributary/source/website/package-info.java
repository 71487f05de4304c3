/** Reads web sites, by their sitemaps or by following their links, as their robots.txt allows. */
@NullMarked
package dev.tributary.source.website;

import org.jspecify.annotations.NullMarked;
