package dev.tributary.engine.account;

import java.util.List;

/**
 * An account that was connected.
 *
 * @param connectors that waited for it and run now
 */
public record Connected(long account, List<Long> connectors) {
    public Connected {
        connectors = List.copyOf(connectors);
    }
}
