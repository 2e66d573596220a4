package io.sluice.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.samples.Twins;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class OrdersJobIT {
    private static final Duration END = Duration.ofSeconds(45);
    private static final String COUNT = "1000";

    @ParameterizedTest
    @Twins({OrdersJob.class, OrdersJobKt.class})
    void answersEveryOrderOfACProgram(Class<?> sample) {
        CProgram.requireCompiler();
        try (RunningProgram job = new ForkedJvm().start(sample)) {
            assertNothingIsLost(job, "a C program, orders.c, compiled with ");
        }
    }

    @LongTest
    @Test
    void answersEveryOrderOfASecondJvmWhereThereIsNoCompiler() {
        try (RunningProgram job =
                new ForkedJvm().under("/usr/bin/env", "PATH=/nonexistent").start(OrdersJob.class)) {
            assertNothingIsLost(job, "a second JVM, because there is no C compiler on the PATH");
        }
    }

    private static void assertNothingIsLost(RunningProgram job, String otherProcess) {
        RunningProgram.Exit exit = job.awaitExit(END);

        assertThat(exit.status()).as(exit.output()).isZero();
        List<String> lines = exit.output().lines().toList();
        assertThat(lines.get(1)).startsWith("the other process is " + otherProcess);
        assertThat(lines)
                .filteredOn(line -> line.contains(" s  received ") && line.contains("in the queue"))
                .as("a line of progress each second")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(field(lines, "other process")).startsWith(otherProcess);
        assertThat(field(lines, "sent")).startsWith(COUNT + ",");
        assertThat(field(lines, "received")).isEqualTo(COUNT);
        assertThat(field(lines, "answered")).startsWith(COUNT + ",");
        assertThat(field(lines, "verified")).startsWith(COUNT + " right answers and 0 wrong ones");
        assertThat(field(lines, "lost")).isEqualTo("0");
        assertThat(field(lines, "fullest queue")).isEqualTo("10 of 10");
        assertSenderWasHeldBack(field(lines, "sender waited"));
        assertQueuesAreGone(lines.get(0));
    }

    /** The work on 1,000 orders takes 3.7 s at the least, and the sender waits for nearly all of it. */
    private static void assertSenderWasHeldBack(String sentence) {
        Matcher matcher = Pattern.compile("([0-9.]+) s of ([0-9.]+) s inside mq_send, in (\\d+) of its sends")
                .matcher(sentence);
        assertThat(matcher.matches()).as(sentence).isTrue();
        assertThat(Double.parseDouble(matcher.group(1))).isBetween(2.0, Double.parseDouble(matcher.group(2)));
        assertThat(Integer.parseInt(matcher.group(3))).isGreaterThan(500);
    }

    @Test
    void endsWithOneLineWhereTheQueueCannotBeCreated() {
        Path bash = Path.of("/bin/bash");
        assumeTrue(Files.isExecutable(bash), "this test needs bash, which can lower RLIMIT_MSGQUEUE");
        ForkedJvm forked = new ForkedJvm().under(bash.toString(), "-c", "ulimit -q 1000 && exec \"$0\" \"$@\"");
        try (RunningProgram job = forked.start(OrdersJob.class)) {
            RunningProgram.Exit exit = job.awaitExit(END);

            assertThat(exit.status()).isEqualTo(1);
            assertThat(exit.output().lines())
                    .singleElement()
                    .asString()
                    .startsWith("orders: mq_open(/sluice-orders-")
                    .contains("EMFILE", "RLIMIT_MSGQUEUE", "1600 bytes", "the limit is 1000");
        }
    }

    @ParameterizedTest
    @Twins({OrdersJob.class, OrdersJobKt.class})
    void leavesNothingBehindWhenItIsTerminated(Class<?> sample) {
        try (RunningProgram job = new ForkedJvm().start(sample)) {
            String names = job.line();
            String progress = job.line();
            while (!progress.contains("in the queue")) {
                progress = job.line();
            }

            RunningProgram.Exit exit = job.terminate();

            assertThat(exit.status()).isEqualTo(128 + 15);
            assertThat(exit.output()).doesNotContain("orders: ");
            assertQueuesAreGone(names);
        }
    }

    private static void assertQueuesAreGone(String names) {
        Matcher name = Pattern.compile("/sluice-(orders|answers)-\\d+").matcher(names);
        for (int i = 0; i < 2; i++) {
            assertThat(name.find()).as(names).isTrue();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> PosixMessageQueue.open(name.group(), PosixAccess.READ)
                            .close())
                    .returns(Errno.ENOENT, ErrnoException::errno);
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "  ") || line.matches(name + " .*"))
                .reduce((first, last) -> last)
                .map(line -> line.substring(name.length()).strip())
                .orElseThrow(() -> new AssertionError("no line '" + name + "' in " + lines));
    }
}
