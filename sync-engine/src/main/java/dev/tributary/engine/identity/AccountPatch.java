package dev.tributary.engine.identity;

import java.util.Optional;

/** What to change of an account. */
public record AccountPatch(Optional<Role> role, Optional<Secret> password, Optional<Account.State> state) {}
