package io.sluice.reactor.pipe;

import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** A pipe into which a thread writes records while there is room, and leaves behind the last one. */
final class FedPipe implements AutoCloseable {
    static final int RECORD_SIZE = 8;

    private static final long PAUSE_NANOS = 100_000;

    private final Pipe pipe = Pipe.open();
    private final Thread feeder;
    private volatile boolean closed;

    FedPipe(long records) {
        feeder = new Thread(() -> feed(records), "feeder of " + pipe);
        feeder.start();
    }

    private void feed(long records) {
        ByteBuffer record = ByteBuffer.allocateDirect(RECORD_SIZE);
        long written = 0;
        while (written < records && !closed) {
            record.clear();
            if (pipe.writeEnd().tryWrite(record) > 0) {
                written++;
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        pipe.writeEnd().close();
    }

    PipeReadEnd readEnd() {
        return pipe.readEnd();
    }

    @Override
    public void close() {
        closed = true;
        try {
            feeder.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        pipe.close();
    }
}
