package io.sluice.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sluice top} in a real terminal. */
class TopScreenIT {
    private static final String KEYS = "q quit";

    /** Enough for the objects of others, too. */
    private static final int ROWS = 100;

    private static final Pattern END = Pattern.compile("(?m)^status=\\d+\nfinished$");

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @TempDir
    private Path folder;

    /** By a script: a command that is longer than the terminal is wide is shown on two lines, which a test could take for output. */
    private String sluice(String arguments) throws IOException {
        Path script = folder.resolve("sluice");
        Files.writeString(script, "exec " + String.join(" ", SluiceProcess.java()) + " \"$@\"\n");
        return "sh " + script + " " + arguments;
    }

    /** The line of a queue, whatever is in it. */
    private static boolean shows(String screen, SysvMessageQueue queue, String bar) {
        String line = "(?m)^sysv +" + queue.id() + " .*" + Pattern.quote(bar);
        return Pattern.compile(line).matcher(screen).find();
    }

    /** Types the command between two notes of what the terminal is set to. */
    private void typeBetweenNotes(Tmux terminal, String command) {
        terminal.type("stty -a > " + folder.resolve("before") + "; " + command + " 2> " + folder.resolve("errors")
                + "; echo status=$?; stty -a > " + folder.resolve("after") + "; echo finished");
    }

    private void assertLeftAsItWas(Tmux terminal, int status) throws IOException {
        String screen = terminal.await("end", text -> END.matcher(text).find());
        assertThat(screen).contains("status=" + status + "\n").doesNotContain(KEYS);
        assertThat(Files.readString(folder.resolve("after"))).isEqualTo(Files.readString(folder.resolve("before")));
        assertThat(Files.readString(folder.resolve("errors"))).isEmpty();
        assertThat(terminal.modes()).isEqualTo("1 0");
    }

    @Test
    void aQueueThatFillsShowsItAndQuittingLeavesTheTerminalAsItWas() throws IOException {
        SysvMessageQueue queue = queues.create(8);
        try (Tmux terminal = new Tmux(folder, 100, ROWS)) {
            typeBetweenNotes(terminal, sluice("top --interval 100ms"));
            terminal.await("empty queue", text -> shows(text, queue, "[        ]") && text.contains(KEYS));
            assertThat(terminal.modes()).isEqualTo("0 1");
            assertThat(queue.trySend(SysvMessage.ofText(1, "four"))).isTrue();
            terminal.await("queue that is half full", text -> shows(text, queue, "[####    ]"));
            assertThat(queue.trySend(SysvMessage.ofText(1, "more"))).isTrue();
            terminal.await("full queue", text -> shows(text, queue, "[########]"));
            terminal.press("q");
            assertLeftAsItWas(terminal, 0);
        }
    }

    @Test
    @LongTest
    void keysSortAndTheScreenFollowsTheSizeOfTheTerminal() throws IOException {
        queues.create();
        try (Tmux terminal = new Tmux(folder, 120, 24)) {
            terminal.type(sluice("top --interval 1h --sort name"));
            terminal.await("first look", text -> text.contains("by name") && text.contains(" WHO\n"));
            terminal.press("w");
            terminal.await("other order", text -> text.contains("by waiters"));
            terminal.resize(60, 12);
            terminal.await(
                    "narrow screen",
                    text -> text.contains("WAIT\n")
                            && text.lines().toList().get(11).startsWith(KEYS)
                            && text.lines().allMatch(line -> line.length() <= 60));
            terminal.resize(140, 30);
            terminal.await(
                    "wide screen",
                    text -> text.contains(" WHO\n")
                            && text.lines().toList().get(29).startsWith(KEYS));
            terminal.press("Down", "Up", "x", "Escape");
            terminal.press("d");
            terminal.await("first order", text -> text.contains("by depth"));
        }
    }

    @ParameterizedTest
    @LongTest
    @CsvSource({"C-c, 130", "C-d, 0", "TERM, 143", "HUP, 129"})
    void eachEndLeavesTheTerminalAsItWas(String end, int status) throws IOException {
        try (Tmux terminal = new Tmux(folder, 80, 24)) {
            Path pid = folder.resolve("pid");
            typeBetweenNotes(terminal, "sh -c 'echo $$ > " + pid + "; exec " + sluice("top") + "'");
            terminal.await("screen", text -> text.contains(KEYS));
            if (end.startsWith("C-")) {
                terminal.press(end);
            } else {
                kill(end, Files.readString(pid).strip());
            }
            assertLeftAsItWas(terminal, status);
        }
    }

    private static void kill(String signal, String pid) throws IOException {
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid).start();
        Bounds.await("end of kill").until(() -> !kill.isAlive());
        assertThat(kill.exitValue()).isZero();
    }

    @Test
    @LongTest
    void withNoColorThereIsNone() throws IOException {
        SysvMessageQueue queue = queues.create(8);
        assertThat(queue.trySend(SysvMessage.ofText(1, "12345678"))).isTrue();
        List<String> red = List.of("\u001b[31m[########]");
        try (Tmux terminal = new Tmux(folder, 100, ROWS)) {
            terminal.type(sluice("top") + "; echo finished");
            terminal.await("full queue", text -> shows(text, queue, "[########]"));
            assertThat(terminal.colours()).contains(red);
            terminal.press("q");
            terminal.await("end", text -> text.contains("\nfinished"));
            terminal.type("NO_COLOR=1 " + sluice("top"));
            terminal.await("full queue", text -> shows(text, queue, "[########]"));
            assertThat(terminal.colours()).doesNotContain("\u001b[31m", "\u001b[32m", "\u001b[33m");
        }
    }

    @Test
    @LongTest
    void aTerminalThatCannotPlaceItsCursorGetsOneScreenBehindTheOther() throws IOException {
        SysvMessageQueue queue = queues.create(8);
        try (Tmux terminal = new Tmux(folder, 80, ROWS, "TERM=dumb")) {
            typeBetweenNotes(terminal, sluice("top --interval 100ms"));
            terminal.await("screen", text -> shows(text, queue, "[        ]"));
            assertThat(queue.trySend(SysvMessage.ofText(1, "12345678"))).isTrue();
            terminal.await("next screen", text -> shows(text, queue, "[########]"));
            terminal.press("q");
            terminal.await("end", text -> text.contains("\nfinished"));
            assertThat(Files.readString(folder.resolve("after"))).isEqualTo(Files.readString(folder.resolve("before")));
            assertThat(terminal.screen()).contains("status=0").doesNotContain("\u001b");
        }
    }
}
