package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What one thread sees of it. {@code SleepFlagStress} has the sleeper and those who wake it up at the same time. */
class SleepFlagTest {
    private final SleepFlag flag = new SleepFlag();

    @Test
    void whoHasNoWorkSleepsUntilTheEnd() {
        assertThat(flag.isAsleep()).isFalse();
        assertThat(flag.begin(() -> false)).as("may sleep").isTrue();
        assertThat(flag.isAsleep()).isTrue();
        flag.end();
        assertThat(flag.isAsleep()).isFalse();
    }

    @Test
    void theFlagIsUpBeforeTheSleeperLooksForWork() {
        boolean[] upAtTheLook = new boolean[1];
        boolean sleeps = flag.begin(() -> {
            upAtTheLook[0] = flag.isAsleep();
            return true;
        });
        assertThat(upAtTheLook[0]).isTrue();
        assertThat(sleeps).as("there is work").isFalse();
    }

    @Test
    void oneOfThoseWhoBringWorkWakesTheSleeperUp() {
        assertThat(flag.takeWakeUp()).as("nobody sleeps").isFalse();
        flag.begin(() -> false);
        assertThat(flag.takeWakeUp()).isTrue();
        assertThat(flag.takeWakeUp()).as("it is woken up already").isFalse();
        assertThat(flag.isAsleep()).isFalse();
    }

    @Test
    void aWakeUpThatFailedIsTheNextOnes() {
        flag.begin(() -> false);
        flag.takeWakeUp();
        flag.returnWakeUp();
        assertThat(flag.takeWakeUp()).isTrue();
    }
}
