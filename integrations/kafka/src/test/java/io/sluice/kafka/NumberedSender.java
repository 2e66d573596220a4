package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.CProgram;

/** The C program that sends numbers to a queue without a pause: {@code numbered_send.c}. */
final class NumberedSender implements AutoCloseable {
    private final RunningProgram process;

    private NumberedSender(RunningProgram process) {
        this.process = process;
    }

    /** Starts it, and waits until it sends. Each number has the priority that is its rest by this number. */
    static NumberedSender start(PosixMessageQueue queue, int priorities) {
        NumberedSender sender = new NumberedSender(CProgram.of("numbered_send").start(queue.name(), priorities));
        sender.process.awaitLine("sending");
        return sender;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, and says how many it has sent. */
    long end() {
        RunningProgram.Exit exit = process.terminate();
        assertThat(exit.status()).as(exit.output()).isZero();
        return Long.parseLong(exit.output().strip().replaceAll("(?s).*sent ", ""));
    }

    @Override
    public void close() {
        process.close();
    }
}
