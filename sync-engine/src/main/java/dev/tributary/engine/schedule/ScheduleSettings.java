package dev.tributary.engine.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process takes part in the work.
 *
 * @param parallelRuns how many connectors it syncs at the same time
 * @param polling how often it looks for work that another process planned
 * @param heartbeat how often it says that it is alive; after four missed ones others take its work over
 */
@ConfigurationProperties("tributary.schedule")
public record ScheduleSettings(
        @DefaultValue("8") int parallelRuns,
        @DefaultValue("1s") Duration polling,
        @DefaultValue("5s") Duration heartbeat) {}
