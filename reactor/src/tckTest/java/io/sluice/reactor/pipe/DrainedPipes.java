package io.sluice.reactor.pipe;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Pipes of which all that is written is read and forgotten, until they are closed. */
final class DrainedPipes implements AutoCloseable {
    private final Queue<Pipe> pipes = new ConcurrentLinkedQueue<>();

    PipeWriteEnd open() {
        Pipe pipe = Pipe.open();
        pipes.add(pipe);
        EventLoop loop = EventLoop.shared();
        loop.execute(
                () -> loop.register(pipe.readEnd(), new Drain(pipe.readEnd())).interest(Interest.READ));
        return pipe.writeEnd();
    }

    private record Drain(PipeReadEnd end, ByteBuffer buffer) implements ReadinessHandler {
        Drain(PipeReadEnd end) {
            this(end, ByteBuffer.allocateDirect(1 << 16));
        }

        @Override
        public void onReady() {
            try {
                end.tryRead(buffer.clear());
            } catch (ClosedHandleException closedMeanwhile) {
                buffer.clear();
            }
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            // There is nothing left to read.
        }
    }

    @Override
    public void close() {
        for (Pipe pipe = pipes.poll(); pipe != null; pipe = pipes.poll()) {
            pipe.close();
        }
    }
}
