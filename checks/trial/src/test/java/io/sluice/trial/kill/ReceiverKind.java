package io.sluice.trial.kill;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that receive. */
enum ReceiverKind {
    C(1) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return CProgram.of("numbered_receiver").start(queue, files.get(0));
        }
    },
    JVM_ONE_BY_ONE(1) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return jvm(queue, 1, false, files);
        }
    },
    JVM_UNBOUNDED(1) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return jvm(queue, Long.MAX_VALUE, false, files);
        }
    },
    JVM_TWO_FAIR(2) {
        @Override
        RunningProgram start(String queue, List<Path> files) {
            return jvm(queue, Long.MAX_VALUE, true, files);
        }
    };

    private final int subscriptions;

    ReceiverKind(int subscriptions) {
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
}
