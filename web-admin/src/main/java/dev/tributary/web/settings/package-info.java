/** What is set for the whole engine, and for whoever is signed in: people, tokens, accounts, keys, hosts, the audit log. */
@NullMarked
package dev.tributary.web.settings;

import org.jspecify.annotations.NullMarked;
