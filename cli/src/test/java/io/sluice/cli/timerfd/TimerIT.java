package io.sluice.cli.timerfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LongTest
class TimerIT {
    @Test
    void everyPrintsExpirationsAndTheirTotal() {
        Exit exit = SluiceProcess.run("timer", "--every", "5ms", "--count", "5");
        assertThat(exit.error()).isEmpty();
        assertThat(exit.status()).isZero();
        List<String> lines = exit.output().lines().toList();
        assertThat(lines).hasSize(5);
        long total = 0;
        for (String line : lines) {
            String[] columns = line.split("\t");
            assertThat(columns).hasSize(2);
            assertThat(Long.parseLong(columns[0])).isPositive();
            total += Long.parseLong(columns[0]);
            assertThat(columns[1]).isEqualTo(Long.toString(total));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realtime", "monotonic", "BOOTTIME"})
    void afterPrintsOnceAndEnds(String clock) {
        Exit exit = SluiceProcess.run("timer", "--after", "10ms", "--clock", clock);
        assertThat(exit).isEqualTo(new Exit(0, "1\t1\n", ""));
    }

    @Test
    void atPrintsOnceWhenTheTimeHasCome() {
        int seconds = 2;
        Instant time;
        Exit exit;
        do { // on a busy machine the time has come before the command looks at it
            time = Instant.now().plusSeconds(seconds);
            exit = SluiceProcess.run("timer", "--at", time.toString());
            seconds *= 2;
        } while (exit.error().contains("is in the past") && seconds <= Bounds.SOON.toSeconds());
        assertThat(exit).isEqualTo(new Exit(0, "1\t1\n", ""));
        assertThat(Instant.now()).isAfterOrEqualTo(time);
    }

    @Test
    void anAlarmClockWithoutTheCapabilityIsAnErrorThatNamesTheCapability() {
        String[] without = Programs.without("wake_alarm");
        try (SluiceProcess process = SluiceProcess.startUnder(
                        without, "timer", "--after", "1h", "--clock", "boottime-alarm")
                .read()) {
            Exit exit = process.awaitExit();
            assertThat(exit.status()).isEqualTo(1);
            assertThat(exit.error())
                    .startsWith("sluice: timerfd_create(boottime-alarm): EPERM")
                    .contains("CAP_WAKE_ALARM")
                    .hasLineCount(1);
        }
    }

    @Test
    void endsBySignal() {
        try (SluiceProcess process = SluiceProcess.start("timer", "--every", "10ms")) {
            process.awaitLines(2);
            process.signal("TERM");
            Exit exit = process.awaitExit();
            assertThat(exit.status()).isEqualTo(143);
            assertThat(exit.output()).endsWith("\n");
            assertThat(exit.error()).isEmpty();
        }
    }

    @Test
    void aReaderThatIsGoneIsTheEnd() {
        Exit exit = SluiceProcess.shell("sluice timer --every 1ms | head -n 2 | cut -f 2 | wc -l");
        assertThat(exit.output().strip()).isEqualTo("2");
        assertThat(exit.error()).isEmpty();
    }
}
