package dev.tributary.meta;

/** What a connector can do beyond listing everything. */
public enum Capability {
    /** Can list only what changed since a given time. */
    INCREMENTAL_LISTING,

    /** Reports changes and removals after a token ({@code ListsChanges} of the SPI). */
    CHANGE_FEED,

    /** Content may change while its hash does not, as when a page includes another; a full run reads it again. */
    REREAD_ON_FULL_SYNC
}
