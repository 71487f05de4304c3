package dev.tributary.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/** Refuses in every text of a request what PostgreSQL cannot keep: NUL, and half a character. */
final class StorableTexts {

    static final String NOT_STORABLE = "contains a character that cannot be stored (NUL, or half a character)";

    private StorableTexts() {}

    static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text);
    }

    static JacksonModule module() {
        return new SimpleModule("storable-texts")
                .addDeserializer(String.class, new Text())
                .addKeyDeserializer(String.class, new Key());
    }

    /** Such a text; where it stood is in its path. */
    static final class NotStorable extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        NotStorable(JsonParser parser) {
            super(parser, NOT_STORABLE, String.class);
        }
    }

    private static final class Text extends StdScalarDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = StringDeserializer.instance.deserialize(parser, context);
            if (!isStorable(text)) {
                throw new NotStorable(parser);
            }
            return text;
        }
    }

    private static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            if (!isStorable(key)) {
                throw new NotStorable(context.getParser());
            }
            return key;
        }
    }
}
