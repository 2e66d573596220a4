package io.sluice.cli.top;

import io.sluice.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The terminal, taken over for a while and given back as it was. A terminal that cannot place its cursor gets one screen behind
 * the other.
 *
 * <p>JLine reaches the terminal by {@code stty}: that needs no native library, which a newer JDK would warn of.
 */
final class TerminalScreen implements AutoCloseable {
    private static final int ESCAPE = 27;
    private static final long REST_OF_KEY_MILLIS = 50;
    private static final long LONGEST_READ_MILLIS = 100;
    private static final String KEYS_ALONE = "ansi";
    private static final Size USUAL = Size.of(80, 24);

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final boolean full;
    private Size size = USUAL;
    private volatile boolean closed;

    private TerminalScreen(Terminal terminal, boolean dumb) {
        this.terminal = terminal;
        before = terminal.enterRawMode();
        Attributes attributes = new Attributes(terminal.getAttributes());
        attributes.setLocalFlag(LocalFlag.ISIG, true); // Ctrl-C is a signal, as everywhere
        attributes.setControlChar(ControlChar.VSUSP, 0); // a stopped screen would leave the terminal as it is now
        terminal.setAttributes(attributes);
        full = !dumb && terminal.getStringCapability(Capability.cursor_address) != null;
        display = new Display(terminal, full);
        put(Capability.enter_ca_mode, Capability.cursor_invisible);
        resize();
    }

    private void put(Capability... capabilities) {
        for (Capability each : capabilities) {
            if (full) {
                terminal.puts(each);
            }
        }
    }

    static TerminalScreen open() {
        String type = System.getenv("TERM");
        boolean dumb = type == null || type.isEmpty() || type.equals(Terminal.TYPE_DUMB);
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("sluice")
                    .type(dumb ? KEYS_ALONE : type) // of a dumb one, JLine takes no single keys
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                    .dumb(false)
                    .nativeSignals(false) // the command has its own way to end
                    .graphemeCluster(false)
                    .encoding(StandardCharsets.UTF_8)
                    .build();
            return new TerminalScreen(terminal, dumb);
        } catch (IOException | IllegalStateException noTerminal) {
            throw new CommandFailure(
                    "standard input and output are no terminal; 'sluice top --once' prints one table without one");
        }
    }

    /** Gives keys and changes of the size to somebody, on threads of their own. */
    void listen(Consumer<ScreenEvent> events) {
        // Without native signals, the terminal itself hears of none.
        Signals.register("WINCH", () -> events.accept(ScreenEvent.RESIZED));
        Thread keys = new Thread(() -> readKeys(events), "sluice-keys");
        keys.setDaemon(true);
        keys.start();
    }

    private void readKeys(Consumer<ScreenEvent> events) {
        NonBlockingReader reader = terminal.reader();
        try {
            int key = NonBlockingReader.READ_EXPIRED;
            @Nullable ScreenEvent event = null;
            // What is typed behind the last key is for the shell.
            while (!closed && key != NonBlockingReader.EOF && !ScreenEvent.QUIT.equals(event)) {
                // A read without a bound would hold the lock that closing the terminal needs.
                key = reader.read(LONGEST_READ_MILLIS);
                event = key == ESCAPE ? escaped(reader) : ScreenEvent.ofKey(key);
                if (event != null) {
                    events.accept(event);
                }
            }
        } catch (IOException terminalGone) {
            // As at the end of the input.
        }
        events.accept(ScreenEvent.QUIT);
    }

    private static @Nullable ScreenEvent escaped(NonBlockingReader reader) throws IOException {
        int next = reader.read(REST_OF_KEY_MILLIS);
        return next == '[' || next == 'O'
                ? ScreenEvent.ofEscaped(reader.read(REST_OF_KEY_MILLIS))
                : ScreenEvent.ofKey(next);
    }

    /** Asks for the size again. */
    synchronized void resize() {
        if (!closed) {
            Size asked = terminal.getSize();
            size = asked.getColumns() > 0 && asked.getRows() > 0 ? asked : USUAL;
            display.resize(size);
            display.clear(); // the terminal may have moved what was there
        }
    }

    synchronized int columns() {
        return size.getColumns();
    }

    synchronized int rows() {
        return size.getRows();
    }

    synchronized void draw(List<AttributedString> lines) {
        if (closed) {
            return;
        }
        if (full) {
            display.update(lines, 0);
        } else {
            lines.stream()
                    .map(line -> line.toString().stripTrailing())
                    .filter(line -> !line.isEmpty())
                    .forEach(terminal.writer()::println);
            terminal.writer().println();
        }
        terminal.flush();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        put(Capability.cursor_normal, Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException gone) {
            // There is no terminal any more that could be left in a wrong state.
        }
    }
}
