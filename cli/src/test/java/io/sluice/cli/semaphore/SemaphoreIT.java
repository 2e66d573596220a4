package io.sluice.cli.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.junit.RunningProgram;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command beside a C program that has the same semaphore. */
@LongTest
class SemaphoreIT {
    private static final String NAME = TestQueues.PREFIX + "cli-semaphore";
    private static final Path FILE = Path.of("/dev/shm/sem." + NAME.substring(1));
    private static final int OFFSET_OF_WAITERS = 4;

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(FILE);
    }

    private static RunningProgram peer(String first, String answer) {
        RunningProgram peer = CProgram.of("sem_peer").start(NAME);
        assertThat(answer(peer, first)).isEqualTo(answer);
        return peer;
    }

    private static String answer(RunningProgram peer, String line) {
        peer.say(line);
        return peer.line();
    }

    private static Exit sluice(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "semaphore";
        arguments[1] = command;
        arguments[2] = NAME;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return SluiceProcess.run(arguments);
    }

    private static void create(int value) {
        PosixSemaphore.builder(NAME).value(value).create().close();
    }

    private static int value() {
        try (PosixSemaphore semaphore = PosixSemaphore.builder(NAME).open()) {
            return semaphore.value();
        }
    }

    private static int waiters() throws IOException {
        try (FileChannel channel = FileChannel.open(FILE, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, OFFSET_OF_WAITERS, 1)
                    .get(0);
        }
    }

    private static void awaitWaiter() {
        Bounds.await("a waiter").until(() -> waiters() == 1);
    }

    @Test
    void aCreatedSemaphoreIsThatOfACProgram() throws IOException {
        sluice("create", "--value", "3", "--mode", "0640").assertPrinted("created " + NAME + ": value 3");
        assertThat(Files.getPosixFilePermissions(FILE)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        try (RunningProgram peer = peer("open", "opened")) {
            assertThat(answer(peer, "wait")).isEqualTo("took");
            sluice("create", "--value", "9").assertPrinted("exists " + NAME + ": value 2");
            sluice("create", "--exclusive").assertFailed(1, "EEXIST");
            sluice("info").assertPrinted("name: " + NAME, "value: 2");
            Exit list = SluiceProcess.run("semaphore", "list");
            assertThat(list.output()).startsWith("NAME\tVALUE\n").contains("\n" + NAME + "\t2\n");
            sluice("unlink").assertPrinted();
            sluice("info").assertFailed(1, "ENOENT");
            sluice("unlink").assertFailed(1, "ENOENT");
            assertThat(answer(peer, "value")).as("still open").isEqualTo("2");
        }
    }

    @Test
    void whatIsNoSemaphoreIsListedWithoutAValue() throws IOException {
        Files.createFile(FILE);
        assertThat(SluiceProcess.run("semaphore", "list").output()).contains("\n" + NAME + "\t-\n");
        sluice("info").assertFailed(1, "has 0 bytes");
    }

    @Test
    void postWakesUpACProgramThatWaits() {
        try (RunningProgram peer = peer("create 0", "created")) {
            peer.say("wait");
            awaitWaiter();
            sluice("post").assertPrinted();
            assertThat(peer.line()).isEqualTo("took");
            sluice("post", "--count", "5").assertPrinted();
            assertThat(answer(peer, "value")).isEqualTo("5");
        }
    }

    @Test
    void waitTakesAPermitAndKeepsIt() {
        create(1);
        sluice("wait").assertPrinted();
        assertThat(value()).isZero();
        sluice("wait", "--timeout", "0s").assertFailed(124, "ETIMEDOUT");
        sluice("wait", "--timeout", "20ms").assertFailed(124, "ETIMEDOUT");
        assertThat(value()).isZero();
        try (RunningProgram peer = peer("open", "opened");
                SluiceProcess waiting = SluiceProcess.start("semaphore", "wait", NAME)) {
            awaitWaiter();
            assertThat(answer(peer, "post")).isEqualTo("posted");
            waiting.awaitExit().assertPrinted();
            assertThat(value()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"wait, TERM, 143", "wait, INT, 130", "run, TERM, 143", "run, HUP, 129"})
    void aSignalEndsAWaitWhichTakesNothing(String command, String signal, int status) throws IOException {
        create(0);
        String[] arguments = command.equals("run")
                ? new String[] {"semaphore", "run", NAME, "--", "echo", "ran"}
                : new String[] {"semaphore", "wait", NAME};
        try (SluiceProcess waiting = SluiceProcess.start(arguments)) {
            awaitWaiter();
            waiting.signal(signal);
            assertThat(waiting.awaitExit()).isEqualTo(new Exit(status, "", ""));
        }
        assertThat(waiters()).isZero();
        try (PosixSemaphore semaphore = PosixSemaphore.builder(NAME).open()) {
            semaphore.post();
            assertThat(semaphore.value()).isEqualTo(1);
        }
    }

    @Test
    void aCommandRunsWithAPermitAndGivesItBack() {
        create(1);
        String script = "read line; echo \"$line\"; exit 3";
        try (RunningProgram peer = peer("open", "opened");
                SluiceProcess running = SluiceProcess.start("semaphore", "run", NAME, "--", "sh", "-c", script)) {
            Bounds.await("the permit").until(() -> value() == 0);
            assertThat(answer(peer, "try")).isEqualTo("none");
            running.input("text\n".getBytes(StandardCharsets.UTF_8));
            assertThat(running.awaitExit()).isEqualTo(new Exit(3, "text\n", ""));
            assertThat(answer(peer, "try")).isEqualTo("took");
            assertThat(answer(peer, "try")).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalIsPassedOnAndThePermitGivenBack(String signal, int status) {
        create(1);
        try (SluiceProcess running = SluiceProcess.startWithoutTerminal(
                "semaphore", "run", NAME, "--timeout", "1m", "--", "sh", "-c", "echo runs; exec sleep 3600")) {
            running.awaitLines(1);
            assertThat(value()).isZero();
            running.signal(signal);
            assertThat(running.awaitExit()).isEqualTo(new Exit(status, "runs\n", ""));
            assertThat(value()).isEqualTo(1);
        }
    }

    @Test
    void aCommandThatFailsOrIsNotThereGivesThePermitBack() {
        create(1);
        assertThat(sluice("run", "--", "sh", "-c", "kill -KILL $$").status()).isEqualTo(137);
        assertThat(value()).isEqualTo(1);
        sluice("run", "--", "/nowhere/program").assertFailed(127, "/nowhere/program");
        assertThat(value()).isEqualTo(1);
        sluice("run", "--", "echo", "--value", "--", "-x").assertPrinted("--value -- -x");
        assertThat(value()).isEqualTo(1);
    }

    @Test
    void aCommandIsNotRunWithoutAPermit() {
        create(0);
        sluice("run", "--timeout", "10ms", "--", "echo", "ran").assertFailed(124, "ETIMEDOUT");
        sluice("run").assertFailed(2, "COMMAND");
        SluiceProcess.run("semaphore", "wait", "printer").assertFailed(2, "semaphore name");
        assertThat(value()).isZero();
    }
}
