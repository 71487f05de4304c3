package dev.tributary.engine.credential;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

/** JSON that may hold secrets: what was read or written is not left behind in buffers that wait for their next use. */
public final class ForgetfulJson {

    /** Its buffers go with each use. Thread-safe. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .build();

    private ForgetfulJson() {}
}
