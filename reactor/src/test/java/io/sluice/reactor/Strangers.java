package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A thread that opens, uses and closes descriptors of its own all the time, so that they get the numbers of those just
 * closed by others. If anybody reads, writes or closes one of them by its number, the content is not what it was.
 */
public final class Strangers implements Runnable, AutoCloseable {
    private static final byte[] CONTENT = {1, 2, 3, 4, 5, 6, 7, 8};

    private final Thread thread = new Thread(this, "strangers");
    private final PosixMessageQueue queue;
    private final Path file;
    private volatile boolean stopped;
    private volatile Throwable touched;
    private volatile long rounds;

    /** Takes a queue of its own, with room for two messages or more, and a file. */
    public Strangers(PosixMessageQueue queue, Path file) throws Exception {
        this.queue = queue;
        this.file = Files.write(file, CONTENT);
        assertThat(queue.trySend(CONTENT, 1)).isTrue();
        thread.start();
    }

    public long rounds() {
        return rounds;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // see the yield
    public void run() {
        try {
            for (long done = 1; !stopped; done++) {
                useQueue();
                useFile();
                usePipe();
                rounds = done;
                Thread.yield(); // or whoever is tested would wait for its processor, round by round
            }
        } catch (Throwable thrown) {
            touched = thrown;
        }
    }

    private void useQueue() {
        try (PosixMessageQueue opened = PosixMessageQueue.open(queue.name(), PosixAccess.READ_WRITE)) {
            assertThat(opened.attributes().currentMessages()).isEqualTo(1);
            assertThat(opened.tryReceive()).isEqualTo(PosixMessage.of(CONTENT, 1));
            assertThat(opened.trySend(CONTENT, 1)).isTrue();
        }
    }

    private void useFile() throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer read = ByteBuffer.allocate(2 * CONTENT.length);
            assertThat(channel.read(read)).isEqualTo(CONTENT.length);
            assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(CONTENT));
        }
    }

    private void usePipe() throws Exception {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            assertThat(sink.write(ByteBuffer.wrap(CONTENT))).isEqualTo(CONTENT.length);
            ByteBuffer read = ByteBuffer.allocate(2 * CONTENT.length);
            assertThat(source.read(read)).isEqualTo(CONTENT.length);
            assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(CONTENT));
        }
    }

    /** Fails if any of them was touched. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (touched != null) {
            throw new AssertionError("a descriptor of somebody else was touched", touched);
        }
    }
}
