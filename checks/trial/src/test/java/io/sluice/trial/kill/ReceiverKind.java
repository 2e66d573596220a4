package io.sluice.trial.kill;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that receive. */
enum ReceiverKind {
    C("C", 1) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return CProgram.of("numbered_receiver").start(queue, files.get(0));
        }
    },
    JVM_ONE_BY_ONE("JVM, demand 1 by 1", 1) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return jvm(queue, 1, false, files);
        }
    },
    JVM_UNBOUNDED("JVM, unbounded demand", 1) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return jvm(queue, Long.MAX_VALUE, false, files);
        }
    },
    JVM_TWO_FAIR("JVM, two fair subscriptions", 2) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return jvm(queue, Long.MAX_VALUE, true, files);
        }
    };

    private final String title;
    private final int subscriptions;

    ReceiverKind(String title, int subscriptions) {
        this.title = title;
        this.subscriptions = subscriptions;
    }

    /** How many subscriptions it has, each of which keeps what it gets in a file of its own. */
    int subscriptions() {
        return subscriptions;
    }

    abstract RunningProgram start(String queue, List<Path> files);

    private static RunningProgram jvm(String queue, long demand, boolean fair, List<Path> files) {
        List<Object> arguments = new ArrayList<>(List.of(queue, demand, fair));
        arguments.addAll(files);
        return new ForkedJvm().start(JvmReceiver.class, arguments.toArray());
    }

    @Override
    public String toString() {
        return title;
    }
}
