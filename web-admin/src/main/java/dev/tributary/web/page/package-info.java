/** What all pages share: their frame, their words, what they look like, and what is shown when something goes wrong. */
@NullMarked
package dev.tributary.web.page;

import org.jspecify.annotations.NullMarked;
