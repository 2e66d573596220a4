package io.sluice.trial.kill;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.nio.file.Path;

/** The programs that send. */
enum SenderKind {
    C("C", 1) {
        @Override
        RunningProgram start(String queue, Path file) {
            return CProgram.of("numbered_sender").start(queue, file);
        }
    },
    /** As many as the library sends by itself: 10, or 32 to a System V queue. */
    JVM("JVM", 32) {
        @Override
        RunningProgram start(String queue, Path file) {
            return new ForkedJvm().start(JvmSender.class, queue, file);
        }
    },
    /** What was lost by the receiver that dies with it cannot be taken for many that were not sent. */
    JVM_ONE_IN_FLIGHT("JVM, one message in flight", 1) {
        @Override
        RunningProgram start(String queue, Path file) {
            return new ForkedJvm().start(JvmSender.class, queue, file, inFlight());
        }
    };

    private final String title;
    private final int inFlight;

    SenderKind(String title, int inFlight) {
        this.title = title;
        this.inFlight = inFlight;
    }

    /** How many messages it has on their way at the most, of which nobody knows when it is killed. */
    int inFlight() {
        return inFlight;
    }

    abstract RunningProgram start(String queue, Path file);

    @Override
    public String toString() {
        return title;
    }
}
