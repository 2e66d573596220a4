package io.sluice.reactor.pipe;

import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.MeteredObject;

/** A write end that its owner has opened, and will close. */
final class GivenWriteEnd implements WriteEndHolder {
    private final PipeWriteEnd end;

    GivenWriteEnd(PipeWriteEnd end) {
        this.end = end;
    }

    @Override
    public PipeWriteEnd open() {
        return end;
    }

    @Override
    public PipeWriteEnd current() {
        return end;
    }

    @Override
    public void readerLeft() {
        // The next reader of a FIFO makes the same end usable again.
    }

    @Override
    public boolean dropContent() {
        return false;
    }

    @Override
    public MeteredObject metered() {
        return MeteredObject.of(end);
    }

    @Override
    public void close() {
        // The owner closes it.
    }

    @Override
    public String toString() {
        return end.toString();
    }
}
