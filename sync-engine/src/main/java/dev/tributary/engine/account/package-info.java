/** OAuth clients and connected accounts: consent, tokens, refresh. */
@NullMarked
package dev.tributary.engine.account;

import org.jspecify.annotations.NullMarked;
