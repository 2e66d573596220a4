package io.sluice.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakTest {
    /** In namespaces of its own: the queues of others count for neither limit, and what RLIMIT_MSGQUEUE counts is exact. */
    @Test
    void aHundredQueuesWithSubscribersThatComeAndGoNeedNoMoreAndNoMore() throws IOException {
        CProgram.requireCompiler();
        Duration length = Trial.duration(Duration.ofSeconds(12), Duration.ofHours(2));
        long period = Trial.isWhole() ? 10 : 1;
        Path folder = Path.of("target", "soak");
        String[] namespaces = Programs.unshare("--user", "--map-root-user", "--ipc");
        try (RunningProgram soak = new ForkedJvm()
                .under(namespaces)
                .flags("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:NativeMemoryTracking=summary")
                .start(Soak.class, length.toSeconds(), period, folder)) {
            RunningProgram.Exit exit = soak.awaitExit(length.plus(Bounds.SOON.multipliedBy(3)));
            keep(folder);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).contains("flat");
        }
    }

    /** The figures of this run, however it has ended. */
    private static void keep(Path folder) throws IOException {
        Row.keep(folder.resolve("soak.svg"));
        Row.keep(folder.resolve("soak.csv"));
        Path table = folder.resolve("soak.tsv");
        if (!Files.exists(table)) {
            return;
        }
        for (String line : Files.readAllLines(table)) {
            String[] cells = line.split("\t", -1);
            Row row = Row.of(cells[0], cells[1]);
            for (int i = 2; i < cells.length; i += 2) {
                row.value(cells[i], cells[i + 1]);
            }
            row.done();
        }
        Files.delete(table);
    }
}
