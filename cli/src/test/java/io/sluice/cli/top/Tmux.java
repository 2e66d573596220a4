package io.sluice.cli.top;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** A terminal of its own, in which a shell runs: keys go in, and what the screen shows can be read. */
final class Tmux implements AutoCloseable {
    private static final String PROMPT = "ready> ";

    private final List<String> server;

    Tmux(Path folder, int columns, int rows, String... environment) {
        server = List.of("tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null");
        requireTmux();
        List<String> shell = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM", "PS1=" + PROMPT));
        Collections.addAll(shell, environment);
        shell.add("/bin/sh");
        List<String> start = new ArrayList<>(
                List.of("new-session", "-d", "-x", Integer.toString(columns), "-y", Integer.toString(rows)));
        start.addAll(shell);
        run(start.toArray(String[]::new));
        await("prompt", screen -> screen.contains(PROMPT.strip()));
    }

    private static void requireTmux() {
        try (RunningProgram version = RunningProgram.start(List.of("tmux", "-V"))) {
            assumeTrue(version.awaitExit(Bounds.SOON).status() == 0, "tmux does not run here");
        } catch (UncheckedIOException missing) {
            assumeTrue(false, "there is no tmux: " + missing.getMessage());
        }
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(server);
        Collections.addAll(command, arguments);
        try (RunningProgram process = RunningProgram.start(command)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
            if (exit.status() != 0) {
                throw new AssertionError(command + " ended with " + exit);
            }
            return exit.output();
        }
    }

    /** What is on the screen now. */
    String screen() {
        return run("capture-pane", "-p");
    }

    /** What is on the screen, with its colours. */
    String colours() {
        return run("capture-pane", "-p", "-e");
    }

    String await(String what, Predicate<String> condition) {
        try {
            return Bounds.await(what).until(this::screen, condition);
        } catch (RuntimeException e) {
            throw new AssertionError("no " + what + " on this screen:\n" + screen(), e);
        }
    }

    /** Types a command, and a line end. */
    void type(String command) {
        run("send-keys", "-l", command);
        run("send-keys", "Enter");
    }

    /** Presses keys, which have tmux's names. */
    void press(String... keys) {
        List<String> arguments = new ArrayList<>(List.of("send-keys"));
        Collections.addAll(arguments, keys);
        run(arguments.toArray(String[]::new));
    }

    void resize(int columns, int rows) {
        run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** Whether the cursor is shown, and whether the alternate screen is: such as {@code 1 0}. */
    String modes() {
        return run("display-message", "-p", "#{cursor_flag} #{alternate_on}").strip();
    }

    @Override
    public void close() {
        try (RunningProgram end = RunningProgram.start(append("kill-server"))) {
            end.awaitExit(Bounds.SOON);
        }
    }

    private List<String> append(String word) {
        List<String> command = new ArrayList<>(server);
        command.add(word);
        return command;
    }
}
