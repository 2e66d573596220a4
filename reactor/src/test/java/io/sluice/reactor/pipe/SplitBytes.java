package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Feeds a decoder as a pipe would: each read brings some of what is there, never more than the room for it. */
final class SplitBytes {
    private final byte[] stream;
    private final Random random;
    private int at;
    private int largestRoom;

    SplitBytes(byte[] stream, Random random) {
        this.stream = stream;
        this.random = random;
    }

    /** All records, for demand that comes in portions of random size; without the end. */
    <T> List<T> decode(Decoder<T> decoder) {
        List<T> records = new ArrayList<>();
        long demand = 1L + random.nextInt(5);
        for (T record = next(decoder, demand); record != null; record = next(decoder, demand)) {
            records.add(record);
            demand = demand == 1 ? 1L + random.nextInt(5) : demand - 1;
        }
        return records;
    }

    /** The next record; null where the stream has no more. */
    <T> T next(Decoder<T> decoder, long demand) {
        T record = decoder.next();
        while (record == null && at < stream.length) {
            read(decoder, demand);
            record = decoder.next();
        }
        return record;
    }

    private void read(Decoder<?> decoder, long demand) {
        ByteBuffer room = decoder.room(demand);
        largestRoom = Math.max(largestRoom, room.remaining());
        int most = Math.min(room.remaining(), stream.length - at);
        int count = 1 + random.nextInt(random.nextBoolean() ? most : Math.min(most, 3));
        room.put(stream, at, count);
        at += count;
        decoder.filled(count);
    }

    /** How many bytes were read. */
    int read() {
        return at;
    }

    int largestRoom() {
        return largestRoom;
    }
}
