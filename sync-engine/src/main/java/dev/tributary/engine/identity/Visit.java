package dev.tributary.engine.identity;

import java.util.Optional;

/**
 * From where somebody signs in.
 *
 * @param address of the request, for the throttle and the audit log
 * @param browser in a few words a person understands
 * @param before the session this browser had until now; it ends with the new one
 */
public record Visit(String address, String browser, Optional<Secret> before) {}
