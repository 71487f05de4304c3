package dev.tributary.engine.storage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.postgresql.message.Format;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Sends arrays of texts and of numbers in PostgreSQL's binary form. The driver's own codecs write them as one text, in which
 * each character is looked at for quotes, here and again in the database.
 */
final class BinaryArrays implements CodecRegistrar {

    @Override
    public Publisher<Void> register(
            PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        registry.addFirst(new Arrays(allocator, String[].class));
        registry.addFirst(new Arrays(allocator, Long[].class));
        return Mono.empty();
    }

    /** The driver looks a codec up by the type that its metadata tells: one without any is never asked. */
    private record Arrays(ByteBufAllocator allocator, Class<? extends Object[]> type)
            implements Codec<Object[]>, CodecMetadata {

        /** Dimensions, a flag for nulls, the type of the elements, their number and the index of the first. */
        private static final int HEADER = 5 * Integer.BYTES;

        @Override
        public List<PostgresTypeIdentifier> getDataTypes() {
            return List.of();
        }

        @Override
        public boolean canDecode(int dataType, Format format, Class<?> ofType) {
            return false;
        }

        @Override
        public boolean canEncode(Object value) {
            return type.isInstance(value);
        }

        @Override
        public boolean canEncodeNull(Class<?> ofType) {
            return false;
        }

        @Override
        public Object @Nullable [] decode(
                @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends Object[]> ofType) {
            throw new UnsupportedOperationException("arrays are only written by this codec");
        }

        @Override
        public EncodedParameter encode(Object value) {
            var type = value instanceof Long[] ? PostgresqlObjectId.INT8_ARRAY : PostgresqlObjectId.TEXT_ARRAY;
            return encode(value, type.getObjectId());
        }

        @Override
        public EncodedParameter encode(Object value, int dataType) {
            return new EncodedParameter(Format.FORMAT_BINARY, dataType, Mono.fromSupplier(() -> binary(value)));
        }

        @Override
        public EncodedParameter encodeNull() {
            throw new UnsupportedOperationException("null is left to the driver's codecs");
        }

        private ByteBuf binary(Object value) {
            return value instanceof @Nullable Long[] numbers
                    ? numbers(numbers)
                    : texts((@Nullable String[]) Objects.requireNonNull(value));
        }

        private ByteBuf numbers(@Nullable Long[] numbers) {
            var buffer = begin(PostgresqlObjectId.INT8, numbers.length, numbers.length * (Integer.BYTES + Long.BYTES));
            for (var number : numbers) {
                if (number == null) {
                    buffer.writeInt(-1);
                } else {
                    buffer.writeInt(Long.BYTES).writeLong(number);
                }
            }
            return buffer;
        }

        private ByteBuf texts(@Nullable String[] texts) {
            var size = 0L;
            for (var text : texts) {
                size += Integer.BYTES + (text == null ? 0 : ByteBufUtil.utf8Bytes(text));
            }
            var buffer = begin(PostgresqlObjectId.TEXT, texts.length, Math.toIntExact(size));
            for (var text : texts) {
                write(buffer, text);
            }
            return buffer;
        }

        private ByteBuf begin(PostgresqlObjectId element, int length, int size) {
            var buffer = allocator.buffer(HEADER + size);
            buffer.writeInt(length == 0 ? 0 : 1).writeInt(1).writeInt(element.getObjectId());
            return length == 0 ? buffer : buffer.writeInt(length).writeInt(1);
        }

        private static void write(ByteBuf buffer, @Nullable String text) {
            var length = buffer.writerIndex();
            buffer.writeInt(-1);
            if (text != null) {
                buffer.setInt(length, ByteBufUtil.writeUtf8(buffer, text));
            }
        }
    }
}
