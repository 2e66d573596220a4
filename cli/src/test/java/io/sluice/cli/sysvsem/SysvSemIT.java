package io.sluice.cli.sysvsem;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.junit.RunningProgram;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestSets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command beside a C program that has the same set. */
@LongTest
class SysvSemIT {
    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static String[] arguments(IpcKey key, String command, String... more) {
        List<String> all = new ArrayList<>(List.of("sysvsem", command, "--key", key.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Exit sluice(IpcKey key, String command, String... more) {
        return SluiceProcess.run(arguments(key, command, more));
    }

    private static RunningProgram peer(IpcKey key) {
        return CProgram.of("sysvsem_peer").start(key.value());
    }

    private static void awaitWaiter(SysvSemaphoreSet set) {
        Bounds.await("a waiter").until(() -> set.waiters(0) == 1);
    }

    @Test
    void aSetFromItsCreationToItsEnd() {
        IpcKey key = sets.key();
        assertThat(sluice(key, "create", "--values", "1,0,3", "--mode", "0640").output())
                .startsWith("created set ")
                .endsWith(" of key " + key + ": values 1,0,3, mode 0640\n");
        assertThat(sluice(key, "create").output()).startsWith("exists set ").endsWith(": values 1,0,3, mode 0640\n");
        sluice(key, "create", "--values", "1").assertFailed(ExitStatus.FAILED, "Found: 3 semaphores");
        assertThat(sluice(key, "create", "--values", "1", "--accept-shape").output())
                .startsWith("exists set ");
        sluice(key, "create", "--exclusive").assertFailed(ExitStatus.FAILED, "EEXIST");
        try (RunningProgram peer = peer(key)) {
            assertThat(peer.ask("open")).isEqualTo("opened");
            assertThat(peer.ask("op n 2:-2")).isEqualTo("done");
            sluice(key, "change", "--index", "1", "--by", "4").assertPrinted();
            assertThat(peer.ask("values")).isEqualTo("1 4 1");
            assertThat(sluice(key, "info").output())
                    .contains(
                            "key: " + key + "\n",
                            "mode: 0640\n",
                            "semaphores: 3\n",
                            "values: 1,4,1\n",
                            "waiters: 0,0,0\n");
            Exit list = SluiceProcess.run("sysvsem", "list");
            assertThat(list.output()).startsWith("ID\tKEY\tMODE\tUID\tGID\tSEMAPHORES\tLAST-OPERATION-TIME\n");
            assertThat(list.output().lines().filter(line -> line.contains(key.toString())))
                    .singleElement()
                    .asString()
                    .matches("\\d+\t" + key + "\t0640\t\\d+\t\\d+\t3\t\\S+Z");
        }
        sluice(key, "remove").assertPrinted();
        sluice(key, "remove").assertFailed(ExitStatus.FAILED, "ENOENT");
        sluice(key, "info").assertFailed(ExitStatus.FAILED, "There is no semaphore set of this key");
    }

    @Test
    void aPathOrAnIdentifierNamesASetToo(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("lock"));
        IpcKey key = IpcKey.ofPath(file, 'A');
        String created = SluiceProcess.run("sysvsem", "create", "--path", file.toString(), "--project", "A")
                .output();
        assertThat(created).startsWith("created set ").contains(key.toString());
        String id = created.split(" ", -1)[2];
        SluiceProcess.run("sysvsem", "change", "--id", id, "--index", "0", "--by", "-1")
                .assertPrinted();
        SluiceProcess.run("sysvsem", "await-zero", "--id", id, "--index", "0", "--timeout", "0s")
                .assertPrinted();
        SluiceProcess.run("sysvsem", "remove", "--id", id).assertPrinted();
        SluiceProcess.run("sysvsem", "remove", "--id", id).assertFailed(ExitStatus.FAILED, "EINVAL");
    }

    @Test
    void aSetWithoutItsValuesIsShownChangedByItsIdentifierAndRemoved() {
        IpcKey key = sets.key();
        try (RunningProgram peer = peer(key)) {
            assertThat(peer.ask("create 0 0")).isEqualTo("created");
            assertThat(sluice(key, "info").output()).contains("values: 0,0\n", "last-operation-time: -\n");
            assertThat(SluiceProcess.run("sysvsem", "list").output()).contains("\t" + key + "\t");
            sluice(key, "remove").assertPrinted();
            assertThat(peer.ask("create 0 0")).isEqualTo("created");
            String id = Integer.toString(SysvSemaphoreSet.list().stream()
                    .filter(set -> set.key().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .id());
            SluiceProcess.run("sysvsem", "change", "--id", id, "--index", "0", "--by", "1")
                    .assertPrinted();
            assertThat(peer.ask("values")).startsWith("1");
        }
    }

    @Test
    void aChangeWaitsAndTimesOut() {
        SysvSemaphoreSet set = sets.create(1, 1);
        IpcKey key = set.key();
        sluice(key, "change", "--index", "0", "--by", "-2", "--timeout", "20ms").assertFailed(124, "ETIMEDOUT");
        sluice(key, "await-zero", "--index", "1", "--timeout", "0s").assertFailed(124, "ETIMEDOUT");
        sluice(key, "change", "--index", "1", "--by", "-1", "--undo").assertPrinted();
        assertThat(set.values()).as("undone when the command ended").containsExactly(1, 1);
        try (SluiceProcess taking = SluiceProcess.start(arguments(key, "change", "--index", "0", "--by", "-2"))) {
            awaitWaiter(set);
            sluice(key, "change", "--index", "0", "--by", "1").assertPrinted();
            taking.awaitExit().assertPrinted();
        }
        sluice(key, "await-zero", "--index", "0").assertPrinted();
        assertThat(set.values()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"change, TERM, 143", "await-zero, INT, 130", "run, HUP, 129"})
    void aSignalEndsAWaitWhichChangesNothing(String command, String signal, int status) {
        SysvSemaphoreSet set = sets.create(command.equals("await-zero") ? 1 : 0);
        String[] more = switch (command) {
            case "change" -> new String[] {"--index", "0", "--by", "-1"};
            case "run" -> new String[] {"--index", "0", "--", "echo", "ran"};
            default -> new String[] {"--index", "0"};
        };
        try (SluiceProcess waiting = SluiceProcess.start(arguments(set.key(), command, more))) {
            Bounds.await("a waiter").until(() -> set.waiters(0) + set.waitersForZero(0) == 1);
            waiting.signal(signal);
            assertThat(waiting.awaitExit()).isEqualTo(new Exit(status, "", ""));
        }
        assertThat(set.waiters(0) + set.waitersForZero(0)).isZero();
        assertThat(set.value(0)).isEqualTo(command.equals("await-zero") ? 1 : 0);
    }

    @Test
    void aCommandRunsWithAPermitAndGivesItBack() {
        SysvSemaphoreSet set = sets.create(0, 1);
        String script = "read line; echo \"$line\"; exit 3";
        try (SluiceProcess running =
                SluiceProcess.start(arguments(set.key(), "run", "--index", "1", "--", "sh", "-c", script))) {
            Bounds.await("the permit").until(() -> set.value(1) == 0);
            sluice(set.key(), "run", "--index", "1", "--timeout", "10ms", "--", "echo", "ran")
                    .assertFailed(124, "ETIMEDOUT");
            running.input("text\n".getBytes(StandardCharsets.UTF_8));
            assertThat(running.awaitExit()).isEqualTo(new Exit(3, "text\n", ""));
        }
        assertThat(set.values()).containsExactly(0, 1);
        assertThat(sluice(set.key(), "run", "--index", "1", "--undo", "--", "sh", "-c", "kill -KILL $$")
                        .status())
                .isEqualTo(137);
        sluice(set.key(), "run", "--index", "1", "--", "/nowhere/program").assertFailed(127, "/nowhere/program");
        assertThat(set.values()).containsExactly(0, 1);
    }

    @Test
    void aSignalIsPassedOnToTheCommandAndThePermitGivenBack() {
        SysvSemaphoreSet set = sets.create(1);
        try (SluiceProcess running = SluiceProcess.start(
                arguments(set.key(), "run", "--index", "0", "--", "sh", "-c", "echo runs; exec sleep 3600"))) {
            running.awaitLines(1);
            assertThat(set.value(0)).isZero();
            running.signal("TERM");
            assertThat(running.awaitExit()).isEqualTo(new Exit(143, "runs\n", ""));
        }
        assertThat(set.value(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void whenSluiceIsKilledItsCommandGoesOnAndUndoGivesThePermitBack(boolean undo, int value) {
        SysvSemaphoreSet set = sets.create(1);
        String script = "echo $$; exec sleep 3600";
        String[] arguments = undo
                ? arguments(set.key(), "run", "--index", "0", "--undo", "--", "sh", "-c", script)
                : arguments(set.key(), "run", "--index", "0", "--", "sh", "-c", script);
        try (SluiceProcess running = SluiceProcess.start(arguments)) {
            running.awaitLines(1);
            assertThat(set.value(0)).isZero();
            running.signal("KILL");
            Bounds.await("the end of sluice").until(() -> !running.isAlive());
            ProcessHandle command =
                    ProcessHandle.of(Long.parseLong(running.lines().get(0))).orElseThrow();
            assertThat(command.isAlive()).isTrue();
            assertThat(set.value(0)).isEqualTo(value);
            command.destroyForcibly();
        }
    }

    @Test
    void aWrongCommandLineIsRefused() {
        IpcKey key = IpcKey.of(1);
        sluice(key, "create", "--values", "1,x").assertFailed(2, "'x' is not a whole number from 0 to 32767");
        sluice(key, "create", "--values", "").assertFailed(2, "'' is not a whole number");
        sluice(key, "change", "--index", "0", "--by", "0").assertFailed(2, "await-zero");
        sluice(key, "change", "--by", "1").assertFailed(2, "--index");
        sluice(key, "run", "--index", "0").assertFailed(2, "COMMAND");
        SluiceProcess.run("sysvsem", "info").assertFailed(2, "--key");
    }
}
