package dev.tributary.engine.knowledge;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.scheduling.support.CronExpression;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schedule as it is stored. */
final class ScheduleColumn {

    private static final long DAILY = 1440;

    private ScheduleColumn() {}

    static Schedule read(JsonMapper json, String stored) {
        JsonNode node = json.readTree(stored);
        if (node.path("manual").asBoolean(false)) {
            return new Schedule.Manual();
        }
        if (node.has("cron")) {
            return new Schedule.Cron(
                    CronExpression.parse(node.path("cron").asString()),
                    ZoneId.of(node.path("zone").asString("UTC")));
        }
        return new Schedule.Every(Duration.ofMinutes(node.path("everyMinutes").asLong(DAILY)));
    }

    static String write(JsonMapper json, Schedule schedule) {
        return json.writeValueAsString(
                switch (schedule) {
                    case Schedule.Every every ->
                        Map.of("everyMinutes", every.interval().toMinutes());
                    case Schedule.Cron cron ->
                        Map.of(
                                "cron",
                                cron.expression().toString(),
                                "zone",
                                cron.zone().getId());
                    case Schedule.Manual _ -> Map.of("manual", true);
                });
    }
}
