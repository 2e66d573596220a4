package io.sluice.kafka;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a journal from where it is acknowledged to its end, while another thread appends to it. Used by one thread. */
final class JournalReader {
    /** Gives the segment behind another one, or the first one for null; null where there is none yet. */
    private final Function<@Nullable Segment, @Nullable Segment> following;

    private @Nullable Segment segment;
    private @Nullable RecordScan scan;
    /** How far the segment is in the scan. */
    private long end;

    private long last;

    JournalReader(Function<@Nullable Segment, @Nullable Segment> following, long acknowledged) {
        this.following = following;
        last = acknowledged;
    }

    /** The next record; null if there is none yet. */
    @Nullable
    JournalRecord next() throws IOException {
        while (scan != null || loadMore()) {
            JournalRecord found = scan == null ? null : scan.next();
            if (found == null) {
                scan = null;
            } else if (found.sequence() > last) {
                last = found.sequence();
                return found;
            }
        }
        return null;
    }

    private boolean loadMore() throws IOException {
        while (segment == null || segment.end() <= end) {
            Segment next = following.apply(segment);
            // Look once more: before the next one was there, this one got its last message.
            if (segment == null || segment.end() <= end) {
                if (next == null) {
                    return false;
                }
                segment = next;
                end = SegmentHeader.BYTES;
            }
        }
        long to = segment.end();
        // What is damaged was told when the journal was opened.
        scan = segment.scan(end, to, segment.first - 1, (what, at) -> {});
        end = to;
        return true;
    }
}
