package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

class TimeOfDayTest {
    @ParameterizedTest
    @Twins({TimeOfDay.class, io.sluice.samples.kotlin.TimeOfDay.class})
    void itIsNeverEarlyAndTheNextTimeIsTomorrow(Class<?> sample) {
        List<String> lines = SampleOutput.linesOf(sample);

        assertThat(lines).hasSize(2);
        LocalTime time = LocalTime.parse(lines.get(0).replace("waiting for ", ""));
        ZonedDateTime again = ZonedDateTime.parse(lines.get(1).replace("it is time; again at ", ""));
        assertThat(again.toLocalTime()).isEqualTo(time);
        assertThat(again.minusDays(1).toInstant()).isBeforeOrEqualTo(Instant.now());
        assertThat(again.toInstant()).isAfter(Instant.now());
    }
}
