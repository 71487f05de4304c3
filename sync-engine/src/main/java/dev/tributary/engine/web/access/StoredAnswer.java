package dev.tributary.engine.web.access;

import java.util.Optional;

/** The answer to a change, as kept to be given again. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record StoredAnswer(int status, Optional<String> contentType, Optional<String> location, byte[] body) {}
