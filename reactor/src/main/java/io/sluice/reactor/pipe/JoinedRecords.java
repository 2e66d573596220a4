package io.sluice.reactor.pipe;

import io.sluice.pipe.Pipe;
import io.sluice.reactor.internal.queue.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are written in one call. Together they are no longer than what the kernel writes whole or not at all. */
final class JoinedRecords implements Target.Joint<ByteBuffer> {
    private final PipeTarget target;
    private final List<ByteBuffer> records = new ArrayList<>();
    private int length;
    private @Nullable ByteBuffer memory;

    JoinedRecords(PipeTarget target) {
        this.target = target;
    }

    @Override
    public boolean fits(ByteBuffer record) {
        int more = record.remaining();
        return more > 0 && more <= Pipe.PIPE_BUF - length && target.isReadyForWholeRecords();
    }

    @Override
    public void add(ByteBuffer record) {
        records.add(record);
        length += record.remaining();
    }

    @Override
    public boolean attempt() {
        return target.writeWhole(copy());
    }

    private ByteBuffer copy() {
        ByteBuffer all = memory;
        if (all == null) {
            all = ByteBuffer.allocateDirect(Pipe.PIPE_BUF);
            memory = all;
        }
        all.clear();
        int end = 0;
        for (ByteBuffer record : records) {
            all.put(end, record, record.position(), record.remaining());
            end += record.remaining();
        }
        return all.limit(end).position(0);
    }

    @Override
    public void clear() {
        records.clear();
        length = 0;
    }
}
