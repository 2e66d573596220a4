package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;

class TwoHostsTest {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Pattern LINE = Pattern.compile("C program in (ipc:\\[\\d+]): (.*)");

    private static List<String> linesOf(ForkedJvm jvm, Class<?> sample) {
        try (RunningProgram running = jvm.start(sample)) {
            RunningProgram.Exit exit = running.awaitExit(BOUND);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output().lines().toList();
        }
    }

    private static String group(int group, String line) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.group(group);
    }

    @ParameterizedTest
    @LongTest
    @Twins({TwoHosts.class, io.sluice.samples.kotlin.TwoHosts.class})
    void ordersOfOneHostArePrintedOnTheOtherOneInTheirOrder(Class<?> sample) throws Exception {
        CProgram.requireCompiler();
        List<String> lines = linesOf(new ForkedJvm().under(Programs.unshare("--ipc")), sample);
        List<String> printed =
                lines.stream().filter(line -> !line.contains(": sent ")).toList();
        assertThat(printed.stream().map(line -> group(2, line)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> "order " + i + " of 5 from /orders")
                        .toList());
        String sent = lines.stream()
                .filter(line -> line.endsWith(": sent 5 orders to /orders"))
                .findFirst()
                .orElseThrow();
        String here = Files.readSymbolicLink(Path.of("/proc/self/ns/ipc")).toString();
        assertThat(List.of(group(1, sent), group(1, printed.get(0)), here)).doesNotHaveDuplicates();
        assertThat(lines).hasSize(6);
    }

    @ParameterizedTest
    @Twins({TwoHosts.class, io.sluice.samples.kotlin.TwoHosts.class})
    void whereNamespacesAreForbiddenOneLineSaysSo(Class<?> sample) {
        CProgram.requireCompiler();
        assertThat(linesOf(new ForkedJvm().under(Programs.without("sys_admin")), sample))
                .singleElement()
                .asString()
                .startsWith("this sample needs root for its namespaces: unshare");
    }
}
