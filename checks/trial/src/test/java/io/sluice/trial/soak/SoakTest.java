package io.sluice.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakTest {
    /** In namespaces of its own: the queues of others count for neither limit, and what RLIMIT_MSGQUEUE counts is exact. */
    @Test
    void aHundredQueuesWithSubscribersThatComeAndGoNeedNoMoreAndNoMore() {
        CProgram.requireCompiler();
        Duration length = Trial.duration(Duration.ofSeconds(12), Duration.ofHours(1));
        long period = Trial.isLong() ? 10 : 1;
        String[] namespaces = Programs.unshare("--user", "--map-root-user", "--ipc");
        try (RunningProgram soak = new ForkedJvm()
                .under(namespaces)
                .flags("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:NativeMemoryTracking=summary")
                .start(Soak.class, length.toSeconds(), period, Path.of("target", "soak"))) {
            RunningProgram.Exit exit = soak.awaitExit(length.plus(Bounds.SOON.multipliedBy(3)));
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).contains("flat");
        }
    }
}
