package io.sluice.trial.kill;

import io.sluice.testing.CProcess;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.nio.file.Path;

/** The programs that send. */
enum SenderKind {
    C {
        @Override
        CProcess start(String queue, Path file) {
            return CProgram.of("numbered_sender").start(queue, file);
        }
    },
    JVM {
        @Override
        CProcess start(String queue, Path file) {
            return new ForkedJvm().start(JvmSender.class, queue, file);
        }
    };

    abstract CProcess start(String queue, Path file);
}
