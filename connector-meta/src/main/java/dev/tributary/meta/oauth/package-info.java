/**
 * What is known of a server that signs people in with OAuth: addresses, parameters, answers, lifetimes, errors.
 *
 * <p>Plain values, no behaviour, no dependencies: the engine does what they say, the UI shows what they ask for.
 */
@NullMarked
package dev.tributary.meta.oauth;

import org.jspecify.annotations.NullMarked;
