package io.sluice.reactor.pipe;

import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.MeteredObject;
import org.jspecify.annotations.Nullable;

/** Where a sender gets its write end from. On the event loop's thread only. */
interface WriteEndHolder {
    /** The end to write to, opened where necessary; null where no process reads, and the send is to wait for one. */
    @Nullable
    PipeWriteEnd open();

    /** The end that is open; null where there is none. */
    @Nullable
    PipeWriteEnd current();

    /** A write has found that the last reader has left. */
    void readerLeft();

    /** Drops what is in the pipe, where that is possible: a part of a record is in it, and no reader. */
    boolean dropContent();

    /** What metrics show. From any thread. */
    default MeteredObject metered() {
        return MeteredObject.of("pipe", toString());
    }

    /** Closes what was opened here. */
    void close();
}
