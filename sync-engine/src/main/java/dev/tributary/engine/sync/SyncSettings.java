package dev.tributary.engine.sync;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The figures of a run.
 *
 * @param slice how long a run works before it lets others that wait go first (R5)
 * @param lease how long a run may write without renewing its lease (R3)
 * @param renewal how often it renews it
 * @param overlap how far an incremental listing reaches back before its watermark (L8)
 * @param fullEvery how long incremental runs may follow each other before everything is listed again (L8)
 * @param parallelFetches documents of one run that are read at the same time, at most
 * @param gathering how long content that is stored comes together before it is made searchable, while more is on its way
 */
@ConfigurationProperties("tributary.sync")
public record SyncSettings(
        @DefaultValue("30m") Duration slice,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("15s") Duration renewal,
        @DefaultValue("300s") Duration overlap,
        @DefaultValue("24h") Duration fullEvery,
        @DefaultValue("16") int parallelFetches,
        @DefaultValue("500ms") Duration gathering) {}
