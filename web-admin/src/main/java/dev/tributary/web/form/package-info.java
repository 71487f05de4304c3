/** Draws forms from declarations of {@code connector-meta}, and reads what was filled in; knows no connector by name. */
@NullMarked
package dev.tributary.web.form;

import org.jspecify.annotations.NullMarked;
