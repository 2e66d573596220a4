package io.sluice.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.junit.RunningProgram;
import io.sluice.ring.Ring;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestRings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command beside a C program that has the same ring by the header. */
@LongTest
class RingIT {
    @RegisterExtension
    final TestRings rings = new TestRings();

    private final String name = rings.name();

    private Exit sluice(String command, String... more) {
        List<String> all = new ArrayList<>(List.of("ring", command, name));
        all.addAll(List.of(more));
        return SluiceProcess.run(all.toArray(String[]::new));
    }

    @Test
    void aRingFromItsCreationToItsEnd() {
        sluice("create", "--capacity", "4096").assertPrinted("created " + name + ": 4096 bytes, many producers");
        sluice("create", "--capacity", "65536").assertPrinted("exists " + name + ": 4096 bytes, many producers");
        sluice("create", "--capacity", "4096", "--exclusive").assertFailed(ExitStatus.FAILED, "EEXIST");
        sluice("send", "--type", "7", "bolts 12.50", "nuts 3.10").assertPrinted();
        assertThat(sluice("info").output())
                .startsWith("name: " + name
                        + "\nproducers: many producers\ncapacity: 4096\nlongest-message: 512\nused: 48\n")
                .contains("consumer: -\nunblocked: 0\n");
        assertThat(SluiceProcess.run("ring", "list").output())
                .startsWith("NAME\tCAPACITY\tUSED\n")
                .contains(name + "\t4096\t48\n");
        sluice("receive", "--count", "1").assertPrinted("7\tbolts 12.50");
        sluice("receive", "--until-empty", "--format", "json")
                .assertPrinted("{\"type\":7,\"size\":9,\"text\":\"nuts 3.10\"}");
        sluice("receive", "--until-empty").assertPrinted();
        sluice("unlink").assertPrinted();
        sluice("unlink").assertFailed(ExitStatus.FAILED, "ENOENT");
        sluice("receive").assertFailed(ExitStatus.FAILED, "ENOENT");
    }

    @Test
    void messagesGoToAndFroBetweenTheShellAndAcProgram() {
        sluice("create", "--capacity", "65536");
        try (RunningProgram peer = CProgram.of("ring_peer").start(name)) {
            assertThat(peer.ask("open")).startsWith("opened");
            assertThat(peer.ask("send 1000 3 from-c")).isEqualTo("sent");
            sluice("receive", "--count", "1").assertPrinted("3\tfrom-c");
            sluice("send", "to-c").assertPrinted();
            assertThat(peer.ask("receive 1000")).isEqualTo("1 4 to-c");
            sluice("receive", "--until-empty").assertFailed(ExitStatus.FAILED, "EBUSY");
        }
    }

    @Test
    void theHeaderIsPrintedAsItIs() {
        Exit header = SluiceProcess.run("ring", "header");
        assertThat(header.output()).isEqualTo(Ring.cHeader()).contains("#ifndef SLUICE_RING_H");
    }

    @Test
    void linesOfStandardInputAreSent() {
        sluice("create", "--capacity", "4096");
        assertThat(SluiceProcess.runWithInput("a\n\nb".getBytes(StandardCharsets.US_ASCII), "ring", "send", name))
                .isEqualTo(new Exit(ExitStatus.DONE, "", ""));
        sluice("receive", "--until-empty").assertPrinted("1\ta", "1\t", "1\tb");
        SluiceProcess.runWithInput(new byte[513], "ring", "send", name).assertFailed(ExitStatus.FAILED, "512");
        sluice("send", "--timeout", "0s", "x".repeat(513)).assertFailed(ExitStatus.FAILED, "EMSGSIZE");
    }

    @Test
    void aWrongCommandLineIsRefused() {
        SluiceProcess.run("ring", "receive", "prices").assertFailed(ExitStatus.MISUSED, "slash");
        SluiceProcess.run("ring", "create", "/prices").assertFailed(ExitStatus.MISUSED, "--capacity");
        SluiceProcess.run("ring", "create", "/prices", "--capacity", "5000")
                .assertFailed(ExitStatus.MISUSED, "'5000' is not a power of two from 4096 to 1073741824");
    }
}
