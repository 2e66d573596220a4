package io.sluice.trial.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.process.ExitStatus;
import io.sluice.reactor.process.Processes;
import io.sluice.testing.Bounds;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many short-lived children are watched at once: each status is right, and the JDK reaps each of them. */
class ProcessConservationTest {
    private static final int CHILDREN = Trial.rounds(100, 1000);
    private static final int CODES = 256;
    private static final int KILLED = 9;
    private static final int KILLED_IN_SHELLS = 128 + KILLED;

    private final Random random = Trial.random("children");

    @Test
    void everyStatusIsRightAndNoneIsTakenFromTheJdk() throws Exception {
        Processes processes = Processes.create();
        List<Process> children = new ArrayList<>();
        List<CompletableFuture<ExitStatus>> statuses = new ArrayList<>();
        List<CompletableFuture<Void>> exits = new ArrayList<>();
        int killed = 0;
        try {
            for (int i = 0; i < CHILDREN; i++) {
                Process child = new ProcessBuilder("sh", "-c", "read go; exit " + i % CODES)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                children.add(child);
                statuses.add(processes.status(child.pid()).toFuture());
                exits.add(processes.exited(child.toHandle()).toFuture());
            }
            boolean[] isKilled = new boolean[CHILDREN];
            for (int i = 0; i < CHILDREN; i++) {
                isKilled[i] = random.nextInt(4) == 0;
                if (isKilled[i]) {
                    children.get(i).toHandle().destroyForcibly();
                    killed++;
                } else {
                    children.get(i).getOutputStream().close();
                }
            }
            for (int i = 0; i < CHILDREN; i++) {
                exits.get(i).get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
                ExitStatus status = statuses.get(i).get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(status)
                        .isEqualTo(
                                isKilled[i] ? new ExitStatus.Killed(KILLED, false) : new ExitStatus.Exited(i % CODES));
                assertThat(children.get(i).waitFor()).isEqualTo(isKilled[i] ? KILLED_IN_SHELLS : i % CODES);
                assertThat(children.get(i).exitValue())
                        .isEqualTo(children.get(i).waitFor());
            }
            Row.of("conservation", "ends of children")
                    .value("sent", CHILDREN)
                    .value("received here", CHILDREN)
                    .value("also", killed + " of them killed")
                    .done();
        } finally {
            children.forEach(Process::destroyForcibly);
        }
    }
}
