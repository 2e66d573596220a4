package io.sluice.trial.exhaustion;

import com.sun.jna.Native;
import io.sluice.libc.Libc;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What acquires need is short: none of them takes anything then, and the next one works. */
class AcquireShortageTest {
    @Test
    void anAcquireThatCannotHaveADescriptorOrALockOfTheKernelSaysSo(@TempDir Path folder) throws IOException {
        Shortage.run(RefusingProvider.jvm(folder), LockShortage.class, folder);
    }

    @Test
    void anAcquireForWhichNoThreadCanWaitSaysSoAndTakesNothing(@TempDir Path folder) {
        ForkedJvm nobody = new ForkedJvm()
                .asNobody(
                        folder,
                        ThreadShortage.class,
                        Libc.class,
                        FileLocker.class,
                        Bounds.class,
                        Native.class,
                        Flux.class,
                        Publisher.class,
                        Assertions.class,
                        Awaitility.class,
                        Matcher.class);
        Shortage.run(nobody, ThreadShortage.class);
    }
}
