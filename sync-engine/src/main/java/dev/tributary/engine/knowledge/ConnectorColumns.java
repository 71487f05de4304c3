package dev.tributary.engine.knowledge;

import io.r2dbc.postgresql.codec.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Settings of connectors in the form in which they are stored. */
@Component
final class ConnectorColumns {

    private final JsonMapper json;
    private final SourceSessions sessions;

    ConnectorColumns(JsonMapper json, SourceSessions sessions) {
        this.json = json;
        this.sessions = sessions;
    }

    Json json(Object value) {
        return Json.of(json.writeValueAsString(value));
    }

    /** The settings of a run that previews these answers. */
    Json preview(SourceAnswers answers) {
        var settings = new HashMap<String, Object>();
        settings.put("config", answers.config());
        answers.credential().ifPresent(account -> settings.put("credential", account));
        return json(settings);
    }

    Json schedule(Schedule schedule) {
        return Json.of(ScheduleColumn.write(json, schedule));
    }

    Json slots(TagSlots slots) {
        return json(slots.byTag());
    }

    Map<String, String> sealed(long connector, Map<String, String> secrets) {
        var sealed = new HashMap<String, String>();
        secrets.forEach((name, secret) -> sealed.put(name, sessions.seal(connector, name, secret)));
        return sealed;
    }

    /** Binds {@code credential}. */
    static GenericExecuteSpec account(GenericExecuteSpec spec, Optional<Long> credential) {
        return credential
                .map(id -> spec.bind("credential", id))
                .orElseGet(() -> spec.bindNull("credential", Long.class));
    }

    static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
