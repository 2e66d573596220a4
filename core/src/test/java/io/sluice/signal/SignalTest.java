package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.junit.RunningProgram;
import io.sluice.libc.SignalNames;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, numbers and descriptions. */
class SignalTest {
    @ParameterizedTest
    @CsvSource({
        "USR1, 10",
        "SIGUSR1, 10",
        "sigUsr1, 10",
        "usr1, 10",
        "10, 10",
        "010, 10",
        "RTMIN, 34",
        "SIGRTMIN+0, 34",
        "rtmin+3, 37",
        "RTMIN+30, 64",
        "RTMAX, 64",
        "SIGRTMAX-2, 62",
        "RTMAX-30, 34",
        "CLD, 17",
        "SIGPOLL, 29",
        "IOT, 6"
    })
    void aSignalHasItsNameInAnyCaseWithAndWithoutSig(String name, int number) {
        assertThat(Signal.named(name)).isEqualTo(Signal.of(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USER1 | There is no signal 'USER1'. Did you mean SIGUSR1?",
                "TREM | There is no signal 'TREM'. Did you mean SIGTERM?",
                "sigqit | There is no signal 'sigqit'. Did you mean SIGQUIT?",
                "SIGFOO | The names are SIGHUP to SIGSYS, SIGRTMIN+n and SIGRTMAX-n, with or without SIG.",
                "SIG | The names are SIGHUP to SIGSYS",
                "SIG10 | There is no signal 'SIG10'.",
                "RTMIN+31 | There is no signal 'RTMIN+31': the real-time signals are RTMIN to RTMIN+30",
                "RTMAX-31 | There is no signal 'RTMAX-31'",
                "RTMIN-1 | There is no signal 'RTMIN-1'. Did you mean SIGRTMIN?",
                "RTMIN+ | There is no signal 'RTMIN+'.",
                "0 | There is no signal 0. The numbers are 1 to 31 and 34 to 64.",
                "-9 | There is no signal -9.",
                "65 | There is no signal 65.",
                "99999999999999999999 | There is no signal 99999999999999999999.",
                "33 | The C library keeps 32 and 33 for its threads."
            })
    void aNameThatIsNoneIsRefusedWithThoseLikeIt(String name, String message) {
        assertThatThrownBy(() -> Signal.named(name))
                .isInstanceOf(NoSuchSignalException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " USR1", "US R1", "ÜSR1", "SIGSIGUSR1", "\0", "\u017figUSR1", "\u0131nt"})
    void whatOnlyLooksLikeANameIsRefused(String name) {
        assertThatThrownBy(() -> Signal.named(name)).isInstanceOf(NoSuchSignalException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "9"})
    void aMessageShowsOnlyTheBeginningOfALongName(String letter) {
        assertThatThrownBy(() -> Signal.named(letter.repeat(100_000)))
                .isInstanceOf(NoSuchSignalException.class)
                .hasMessageContaining(letter.repeat(40) + "...")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 32, 33, 65, Integer.MAX_VALUE})
    @Conforms({"kill 13", "kill03", "sigqueue 10-1", "rt_sigqueueinfo02"})
    void aNumberThatIsNoneIsRefused(int number) {
        assertThatThrownBy(() -> Signal.of(number)).isInstanceOf(NoSuchSignalException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 31, Integer.MAX_VALUE})
    void anIndexThatIsNoneIsRefused(int index) {
        assertThatThrownBy(() -> Signal.realTime(index)).isInstanceOf(NoSuchSignalException.class);
    }

    @Test
    void realTimeSignalsAreNamedFromTheNearerEnd() {
        assertThat(Stream.of(34, 35, 49, 50, 63, 64).map(Signal::of).map(Signal::name))
                .containsExactly("SIGRTMIN", "SIGRTMIN+1", "SIGRTMIN+15", "SIGRTMAX-14", "SIGRTMAX-1", "SIGRTMAX");
        assertThat(Signal.realTime(3)).isEqualTo(Signal.named("RTMIN+3"));
        assertThat(Signal.realTime(0).isRealTime()).isTrue();
        assertThat(Signal.of(31).isRealTime()).isFalse();
    }

    @Test
    void eachSignalHasANameThatLeadsBackToIt() {
        assertThat(Signal.all())
                .hasSize(62)
                .allSatisfy(signal -> assertThat(Signal.named(signal.name())).isEqualTo(signal));
    }

    @Test
    void namesAndDescriptionsAreThoseOfTheCLibrary() {
        String names = Stream.concat(SignalNames.STANDARD.stream(), SignalNameParser.ALIASES.keySet().stream())
                .map(name -> "    printf(\"%s %%d\\n\", SIG%s);\n".formatted(name, name))
                .collect(Collectors.joining());
        String source = """
                #define _GNU_SOURCE
                #include <signal.h>
                #include <stdio.h>
                #include <string.h>
                int main(void) {
                %s    for (int i = 1; i <= SIGRTMAX; i++) printf("%%d = %%s\\n", i, strsignal(i));
                }
                """.formatted(names);
        try (RunningProgram process = CProgram.ofSource("signal_names", source).start()) {
            process.awaitExit(Bounds.SOON).output().lines().forEach(line -> {
                if (line.contains(" = ")) {
                    String[] parts = line.split(" = ", 2);
                    int number = Integer.parseInt(parts[0]);
                    assertThat(!SignalNameParser.isSignal(number)
                                    || Signal.of(number).description().equals(parts[1]))
                            .as(line)
                            .isTrue();
                } else {
                    String[] parts = line.split(" ", 2);
                    assertThat(Signal.named(parts[0]).number()).as(line).isEqualTo(Integer.parseInt(parts[1]));
                }
            });
        }
    }
}
