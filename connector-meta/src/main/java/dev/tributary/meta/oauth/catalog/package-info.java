/** The declarations of all sign-in providers, one class per authorization server. */
@NullMarked
package dev.tributary.meta.oauth.catalog;

import org.jspecify.annotations.NullMarked;
