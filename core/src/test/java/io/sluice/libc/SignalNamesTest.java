package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalNamesTest {
    @Test
    void eachNameIsThatOfTheHeaders() {
        Map<String, Long> numbers = new TreeMap<>();
        IntStream.rangeClosed(1, SignalConstants.SIGRTMAX).forEach(number -> {
            String name = SignalNames.of(number);
            if (name != null) {
                numbers.put(name, (long) number);
            }
        });
        assertThat(numbers).hasSize(31 + 31);
        Map<String, String> expressions = new TreeMap<>();
        numbers.keySet().forEach(name -> expressions.put(name, "SIG" + name));
        assertThat(HeaderValues.of(CHeaders.SYSTEM, "signal_names", "#include <signal.h>\n", expressions))
                .isEqualTo(numbers);
    }

    @Test
    void whatIsNoSignalOfProgramsHasNoName() {
        assertThat(IntStream.of(Integer.MIN_VALUE, -1, 0, 32, 33, 65, Integer.MAX_VALUE)
                        .mapToObj(SignalNames::of))
                .containsOnlyNulls();
    }
}
