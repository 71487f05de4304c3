/** What a person meets first: a knowledge base to try the search on, and where and how to sign in. */
@NullMarked
package dev.tributary.engine.welcome;

import org.jspecify.annotations.NullMarked;
