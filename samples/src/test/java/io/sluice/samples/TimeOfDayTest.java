package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeOfDayTest {
    @Test
    void itIsNeverEarlyAndTheNextTimeIsTomorrow() {
        List<String> lines = SampleOutput.linesOf(TimeOfDay::main);

        assertThat(lines).hasSize(2);
        LocalTime time = LocalTime.parse(lines.get(0).replace("waiting for ", ""));
        ZonedDateTime again = ZonedDateTime.parse(lines.get(1).replace("it is time; again at ", ""));
        assertThat(again.toLocalTime()).isEqualTo(time);
        assertThat(again.minusDays(1).toInstant()).isBeforeOrEqualTo(Instant.now());
        assertThat(again.toInstant()).isAfter(Instant.now());
    }
}
