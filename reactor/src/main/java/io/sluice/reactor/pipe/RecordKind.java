package io.sluice.reactor.pipe;

import java.nio.ByteOrder;

/** Where records end, whatever elements become of them. */
sealed interface RecordKind {
    /** Makes a decoder. */
    <E> Decoder<E> decoder(Elements<E> elements);

    /** Makes a decoder of buffers that their users give back. */
    default Decoder<PooledBuffer> pooledDecoder() {
        BufferPool pool = new BufferPool();
        return decoder(pool::copyOf);
    }

    /** What one read brings. */
    record Raw(int maxBytes) implements RecordKind {
        @Override
        public <E> Decoder<E> decoder(Elements<E> elements) {
            return new RawBytes<>(maxBytes, elements);
        }

        @Override
        public Decoder<PooledBuffer> pooledDecoder() {
            return new RawPooledBytes(maxBytes);
        }
    }

    /** A number of bytes. */
    record Fixed(int size) implements RecordKind {
        @Override
        public <E> Decoder<E> decoder(Elements<E> elements) {
            return new FixedRecords<>(size, elements);
        }
    }

    /** A length in front. */
    record Prefixed(int prefixBytes, ByteOrder order, int maxBytes) implements RecordKind {
        @Override
        public <E> Decoder<E> decoder(Elements<E> elements) {
            return new PrefixedRecords<>(prefixBytes, order, maxBytes, elements);
        }
    }

    /** A separator behind. */
    record Separated(LineOptions options) implements RecordKind {
        @Override
        public <E> Decoder<E> decoder(Elements<E> elements) {
            return new Lines<>(options, elements, null);
        }
    }
}
