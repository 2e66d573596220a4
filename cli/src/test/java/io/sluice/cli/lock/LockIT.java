package io.sluice.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command beside a C program that locks the same file. */
@LongTest
class LockIT {
    private static final String HEADER = "PID\tKIND\tMODE\tRANGE\tCOMMAND";

    @TempDir
    Path folder;

    private String path() {
        return folder.resolve("lock").toString();
    }

    private RunningProgram peer() {
        return CProgram.of("lock_peer").start(path());
    }

    private static String answer(RunningProgram peer, String line) {
        peer.say(line);
        return peer.line();
    }

    @Test
    void theExitStatusIsTheCommands() throws IOException {
        SluiceProcess.run("lock", path(), "--", "echo", "ran").assertPrinted("ran");
        assertThat(Files.getPosixFilePermissions(Path.of(path())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(SluiceProcess.run("lock", path(), "--", "sh", "-c", "exit 7").status())
                .isEqualTo(7);
        assertThat(SluiceProcess.run("lock", path(), "--", "sh", "-c", "kill -TERM $$")
                        .status())
                .isEqualTo(143);
        SluiceProcess.run("lock", path(), "--", "/nonexistent/program").assertFailed(127, "/nonexistent/program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofd", "flock"})
    void aFileThatAnotherProgramHasLockedIsWaitedFor(String kind) {
        try (RunningProgram peer = peer()) {
            assertThat(answer(peer, "lock " + kind + " exclusive 0 0")).isEqualTo("locked");
            // Where the search for the holder takes too long in a JVM that starts, the error goes without it.
            Bounds.await("the holder's name")
                    .untilAsserted(() -> SluiceProcess.run(
                                    "lock", path(), "--kind", kind, "--timeout", "1s", "--", "echo", "ran")
                            .assertFailed(124, "Process " + peer.pid() + " (lock_peer) has an exclusive lock"));
            SluiceProcess.run("lock", "info", path())
                    .assertPrinted(HEADER, peer.pid() + "\t" + kind + "\texclusive\t0+0\tlock_peer");
            try (SluiceProcess waiting = SluiceProcess.start("lock", path(), "--kind", kind, "--", "echo", "ran")) {
                assertThat(answer(peer, "unlock " + kind + " - 0 0")).isEqualTo("unlocked");
                waiting.awaitExit().assertPrinted("ran");
            }
        }
    }

    @Test
    void theCommandHasTheLockWhileItRuns() {
        try (RunningProgram peer = peer();
                SluiceProcess held = SluiceProcess.start(
                        "lock", path(), "--range", "10+5", "--", "sh", "-c", "echo runs; read end; exit 3")) {
            held.awaitLines(1);
            assertThat(answer(peer, "try ofd shared 12 1")).isEqualTo("taken");
            assertThat(answer(peer, "try ofd exclusive 15 0")).isEqualTo("locked");
            assertThat(SluiceProcess.run("lock", "info", path()).output())
                    .startsWith(HEADER + "\n")
                    .contains("\tofd\texclusive\t10+5\tjava\n")
                    .contains(peer.pid() + "\tofd\texclusive\t15+0\tlock_peer\n");
            held.signal("TERM");
            assertThat(held.awaitExit().status()).isEqualTo(143);
            assertThat(answer(peer, "try ofd exclusive 12 1")).isEqualTo("locked");
        }
    }

    @Test
    void sharedLocksAreHeldTogether() {
        try (RunningProgram peer = peer()) {
            assertThat(answer(peer, "lock ofd shared 0 0")).isEqualTo("locked");
            SluiceProcess.run("lock", path(), "--shared", "--timeout", "0s", "--", "echo", "ran")
                    .assertPrinted("ran");
            SluiceProcess.run("lock", path(), "--timeout", "0s", "--", "echo", "ran")
                    .assertFailed(124, "ETIMEDOUT");
        }
    }

    @Test
    void theCommandFlockOfUtilLinuxSeesTheLock() {
        assumeThat(Path.of("/usr/bin/flock")).as("flock of util-linux").isExecutable();
        assertThat(SluiceProcess.run(
                                "lock", path(), "--kind", "flock", "--", "flock", "--nonblock", path(), "echo", "ran")
                        .status())
                .isEqualTo(1);
        assertThat(SluiceProcess.run(
                        "lock",
                        path(),
                        "--kind",
                        "flock",
                        "--shared",
                        "--",
                        "flock",
                        "--nonblock",
                        "--shared",
                        path(),
                        "echo",
                        "ran"))
                .isEqualTo(new Exit(0, "ran\n", ""));
    }

    @Test
    void aFileThatIsNamedAsTheSubcommandIsLockedByItsPath() {
        Path file = folder.resolve("info");
        SluiceProcess.run("lock", file.toString(), "--", "echo", "ran").assertPrinted("ran");
        SluiceProcess.run("lock", "info", file.toString()).assertPrinted(HEADER);
        SluiceProcess.run("lock", "info", path()).assertFailed(1, "ENOENT");
    }

    @Test
    void whatIsMissingOrWrongIsAMisuse() {
        for (List<String> wrong : List.<List<String>>of(
                List.of(),
                List.of(path()),
                List.of("info"),
                List.of(path(), "--kind", "classic", "--", "true"),
                List.of(path(), "--range", "1-2", "--", "true"),
                List.of(path(), "--range", "9223372036854775807+2", "--", "true"),
                List.of(path(), "--range", "99999999999999999999+2", "--", "true"),
                List.of(path(), "--kind", "flock", "--range", "0+1", "--", "true"))) {
            String[] arguments = new String[wrong.size() + 1];
            arguments[0] = "lock";
            for (int i = 0; i < wrong.size(); i++) {
                arguments[i + 1] = wrong.get(i);
            }
            assertThat(SluiceProcess.run(arguments).status()).as("%s", wrong).isEqualTo(2);
        }
        assertThat(Path.of(path())).doesNotExist();
    }
}
