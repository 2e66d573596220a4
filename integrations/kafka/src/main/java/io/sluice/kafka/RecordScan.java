package io.sluice.kafka;

import java.nio.ByteBuffer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the records of a segment one by one. Behind damage it goes on with the next whole record. */
final class RecordScan {
    private final RecordFormat format;
    private final ByteBuffer bytes;
    /** Gets what is damaged, and where. */
    private final ObjLongConsumer<String> damaged;

    private int at;
    private long last;

    /**
     * A scan.
     *
     * @param bytes the records, from 0 to the limit
     * @param last the sequence before the first record
     */
    RecordScan(RecordFormat format, ByteBuffer bytes, long last, ObjLongConsumer<String> damaged) {
        this.format = format;
        this.bytes = bytes;
        this.last = last;
        this.damaged = damaged;
    }

    /** The next whole record; null behind the last one. */
    @Nullable
    JournalRecord next() {
        if (!format.isWhole(bytes, at, last)) {
            int damageBegins = at;
            at = nextWhole(at);
            tell(damageBegins);
            if (at == bytes.limit()) {
                return null;
            }
        }
        JournalRecord found = format.read(bytes, at);
        at += RecordFormat.size(found.payload().length);
        last = found.sequence();
        return found;
    }

    private int nextWhole(int from) {
        int claimed = RecordFormat.claimedLength(bytes, from);
        // The length may be right and the rest wrong. Then what looks like a record inside of the payload is none.
        if (claimed >= 0 && format.isWhole(bytes, from + RecordFormat.size(claimed), last)) {
            return from + RecordFormat.size(claimed);
        }
        for (int candidate = from + 1; candidate <= bytes.limit() - RecordFormat.HEAD; candidate++) {
            if (format.isWhole(bytes, candidate, last)) {
                return candidate;
            }
        }
        return bytes.limit();
    }

    private void tell(int from) {
        int dirty = at;
        while (dirty > from && bytes.get(dirty - 1) == 0) {
            dirty--;
        }
        // A segment is made of zeros, and those behind its last record are its unused rest.
        if (dirty > from || at < bytes.limit()) {
            long lostBefore = at < bytes.limit() ? format.read(bytes, at).sequence() - last - 1 : -1;
            damaged.accept(
                    (at - from) + " bytes are no whole record; "
                            + (lostBefore < 0 ? "what was in them is lost" : lostBefore + " messages are lost"),
                    from);
        }
    }
}
