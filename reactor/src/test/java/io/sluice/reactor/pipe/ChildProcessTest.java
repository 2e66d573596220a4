package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The standard streams of real programs as streams. */
class ChildProcessTest {
    private static final Framing<String> LINES = Framing.text(Framing.lines(), UTF_8);

    private static ChildProcess shell(String script) throws IOException {
        return ChildProcess.start(new ProcessBuilder("/bin/sh", "-c", script));
    }

    private static int exit(ChildProcess child) {
        return child.exit().block(Bounds.SOON);
    }

    @Test
    void outputAndErrorAreStreamsAndTheExitIsAMono() throws IOException {
        try (ChildProcess child = shell("echo one; echo bad >&2; echo two; exit 3")) {
            Probe<String> error = Probe.of(child.stderr(LINES).receive(), Long.MAX_VALUE);
            Probe<String> output = Probe.of(child.stdout(LINES).receive(), Long.MAX_VALUE);
            assertThat(output.awaitEnd()).isNull();
            assertThat(error.awaitEnd()).isNull();
            assertThat(output.received()).containsExactly("one", "two");
            assertThat(error.received()).containsExactly("bad");
            assertThat(exit(child)).isEqualTo(3);
            assertThat(exit(child)).isEqualTo(3);
            assertThat(child.process().exitValue()).isEqualTo(3);
        }
    }

    @Test
    void theProgramReadsItsInputUntilThatIsClosed() throws IOException {
        try (ChildProcess child = shell("read line; echo \"got $line\"; cat")) {
            Probe<String> output = Probe.of(child.stdout(LINES).receive(), Long.MAX_VALUE);
            child.stdin().tryWrite(UTF_8.encode("hello\n"));
            output.awaitReceived(1);
            child.stdin().tryWrite(UTF_8.encode("more\n"));
            child.stdin().close();
            assertThat(output.awaitEnd()).isNull();
            assertThat(output.received()).containsExactly("got hello", "more");
            assertThat(exit(child)).isZero();
        }
    }

    @Test
    void whatASenderSendsComesBackThroughTheProgram() throws IOException {
        try (ChildProcess child = ChildProcess.start(new ProcessBuilder("cat"))) {
            PipeSender sender =
                    PipeSender.create(child.stdin(), PipeSenderOptions.create().onlyWriter(true));
            byte[] large = new byte[300_000]; // of which the two pipes hold 131,072
            Arrays.fill(large, (byte) 'x');
            Probe<byte[]> output =
                    Probe.of(child.stdout(Framing.fixed(large.length)).receive(), 1);
            sender.send(large).block(Bounds.SOON);
            output.awaitReceived(1);
            child.stdin().close();
            assertThat(output.awaitEnd()).isNull();
            assertThat(output.received().get(0)).isEqualTo(large);
            assertThat(exit(child)).isZero();
        }
    }

    @Test
    void aProgramWhoseOutputNobodyAsksForWaitsInWrite() throws IOException {
        ProcessBuilder flood = new ProcessBuilder(CProgram.of("child_flood").command(4096));
        try (ChildProcess child = ChildProcess.start(flood)) {
            Probe<String> error = Probe.of(child.stderr(LINES).receive(), Long.MAX_VALUE);
            Probe<byte[]> output = Probe.of(child.stdout(Framing.fixed(4096)).receive(), 0);
            error.awaitReceived(16); // a pipe holds 65,536 bytes
            awaitAsleep(child);
            assertThat(error.receivedCount()).isEqualTo(16);
            output.request(10);
            output.awaitReceived(10);
            error.awaitReceived(26);
            awaitAsleep(child);
            assertThat(error.receivedCount()).isEqualTo(26);
            assertThat(output.receivedCount()).isEqualTo(10);
        }
    }

    @Test
    void closingThePipesLeavesTheProgramWithoutAReader() throws IOException {
        ProcessBuilder flood = new ProcessBuilder(CProgram.of("child_flood").command(4096));
        ChildProcess child = ChildProcess.start(flood);
        Probe<byte[]> output = Probe.of(child.stdout(Framing.fixed(4096)).receive(), 1);
        output.awaitReceived(1);
        child.close();
        assertThat(output.awaitEnd()).isNull();
        assertThat(exit(child)).isEqualTo(32); // EPIPE
    }

    private static void awaitAsleep(ChildProcess child) {
        Path stat = Path.of("/proc", Long.toString(child.process().pid()), "stat");
        Bounds.await("the child to block").until(() -> Files.readString(stat).contains(") S "));
    }

    @Test
    void whatTheBuilderRedirectsStaysAsItIs() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", "echo one; echo bad >&2").redirectErrorStream(true);
        builder.redirectInput(Redirect.INHERIT);
        try (ChildProcess child = ChildProcess.start(builder)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> child.stderr(LINES))
                    .withMessage("the standard error is no pipe: the ProcessBuilder has redirected it");
            assertThatIllegalStateException().isThrownBy(child::stdin);
            assertThat(child.stdout(LINES).receive().collectList().block(Bounds.SOON))
                    .containsExactly("one", "bad");
            assertThatIllegalStateException()
                    .isThrownBy(() -> child.stdout(LINES))
                    .withMessage("there is a receiver of the standard output already, and two would tear records");
        }
        assertThat(builder.redirectInput()).isEqualTo(Redirect.INHERIT);
        assertThat(builder.redirectOutput()).isEqualTo(Redirect.PIPE);
    }

    @Test
    void aProgramThatDoesNotExistLeavesNothingOpen() {
        ProcessBuilder missing = new ProcessBuilder("/no/such/program");
        assertThatIOException().isThrownBy(() -> ChildProcess.start(missing));
        assertThat(missing.redirectOutput()).isEqualTo(Redirect.PIPE);
    }

    @Test
    void aProgramThatIsKilledInTheMiddleOfALineIsAnErrorWithItsBytes() throws IOException {
        try (ChildProcess child = shell("printf 'whole\\nhal'; exec sleep 1000")) {
            Probe<String> output = Probe.of(child.stdout(LINES).receive(), Long.MAX_VALUE);
            output.awaitReceived(1);
            child.process().destroyForcibly();
            assertThat(output.awaitEnd())
                    .isInstanceOfSatisfying(
                            PartialRecordException.class,
                            partial -> assertThat(new String(partial.bytes(), UTF_8))
                                    .isEqualTo("hal"));
            assertThat(exit(child)).isEqualTo(128 + 9);
        }
    }

    @Test
    void aCancelOfTheExitLeavesTheProgramAsItIs() throws IOException {
        try (ChildProcess child = shell("read line; exit 7")) {
            child.exit().subscribe().dispose();
            child.stdin().close();
            assertThat(exit(child)).isEqualTo(7);
        }
    }

    @Test
    void manyChildrenInARow() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (ChildProcess child = shell("echo " + i)) {
                assertThat(child.stdout(LINES).receive().collectList().block(Bounds.SOON))
                        .containsExactly(Integer.toString(i));
            }
        }
    }
}
