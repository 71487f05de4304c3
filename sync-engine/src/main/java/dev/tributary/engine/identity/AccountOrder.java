package dev.tributary.engine.identity;

/** A wish for an account. */
public record AccountOrder(String username, Role role, Secret password) {}
