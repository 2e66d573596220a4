package io.sluice.reactor.pipe;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import java.nio.file.Path;

/** A C process that writes to a FIFO what a test says. */
final class FifoWriter implements AutoCloseable {
    private final RunningProgram process;

    FifoWriter(Path fifo) {
        process = CProgram.of("fifo_say").start(fifo);
    }

    /** Opens the FIFO, which has a reader. */
    FifoWriter open() {
        return say("open");
    }

    /** Writes a text in one write. */
    FifoWriter write(String text) {
        return say("write " + text.replace("\n", "\\n"));
    }

    FifoWriter leave() {
        return say("close");
    }

    private FifoWriter say(String command) {
        process.say(command);
        process.awaitLine("ok");
        return this;
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
