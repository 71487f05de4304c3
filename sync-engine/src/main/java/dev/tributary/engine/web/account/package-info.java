/** OAuth clients, sign-ins and connected accounts over HTTP. */
@NullMarked
package dev.tributary.engine.web.account;

import org.jspecify.annotations.NullMarked;
