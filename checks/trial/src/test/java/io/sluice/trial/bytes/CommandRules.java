package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.CommandInThisJvm;
import io.sluice.cli.CommandParsers;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Command lines: what cannot be understood is a misuse, said on one line. What is understood is also done, where it
 * touches nothing but the queues of this trial and comes to an end by itself.
 */
final class CommandRules implements AutoCloseable {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int TIMED_OUT = 124;
    /** So many texts have room in a queue that was emptied before. */
    private static final int ROOM = 5;

    private static final Duration SHORT = Duration.ofMillis(2);
    /** Commands that only look, at whatever queue. */
    private static final Set<String> LOOKING = Set.of("list", "info", "browse");

    private static final Collection<ITypeConverter<?>> CONVERTERS = CommandParsers.converters();

    private final CommandInThisJvm commands = new CommandInThisJvm();
    private final SysvTestQueues sysvQueues = new SysvTestQueues();
    private final IpcKey key = sysvQueues.key();
    private final String name = NameRules.PREFIX + "command";

    /** A queue's name that commands may do anything to. */
    String name() {
        return name;
    }

    /** A key likewise. */
    String key() {
        return key.toString();
    }

    static void checkValue(String value) {
        for (ITypeConverter<?> converter : CONVERTERS) {
            try {
                assertThat(converter.convert(value)).isNotNull();
            } catch (TypeConversionException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            } catch (Exception other) {
                throw new AssertionError(converter.getClass() + " does not refuse '" + value + "' properly", other);
            }
        }
    }

    void check(List<String> arguments) {
        String[] array = arguments.toArray(String[]::new);
        ParseResult command;
        try {
            command = commands.parsed(array);
        } catch (ParameterException misuse) {
            assertThat(execute(array)).isEqualTo(MISUSED);
            return;
        }
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        if (command.isUsageHelpRequested() || (endsByItself(command) && isOurs(command))) {
            prepare();
            assertThat(execute(array)).isIn(DONE, FAILED, MISUSED, TIMED_OUT);
        }
    }

    /** Runs it, and looks at what it says where that is not nothing. */
    private int execute(String... arguments) {
        int status = commands.execute(arguments);
        String errors = commands.errors();
        if (status == MISUSED && errors.startsWith("Usage: sluice")) {
            return status; // there was no command yet, and this says which there are
        }
        if (status != DONE) {
            assertThat(errors).startsWith("sluice: ").endsWith("\n");
            assertThat(errors.chars().filter(character -> character < ' ').count())
                    .as("lines and control characters in '%s'", errors)
                    .isEqualTo(1);
        }
        return status;
    }

    /** An empty queue of each kind, which the command finds. */
    private void prepare() {
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                        .maxMessages(ROOM)
                        .maxMessageSize(ROOM)
                        .acceptShape()
                        .openOrCreate();
                SysvMessageQueue sysv = SysvMessageQueue.builder(key).openOrCreate()) {
            boolean more = true;
            while (more) {
                more = queue.tryReceive() != null || sysv.tryReceive(TypeSelector.any()) != null;
            }
        }
    }

    /** Whether it only looks, or names nothing but what is ours. */
    private boolean isOurs(ParseResult command) {
        return LOOKING.contains(command.commandSpec().name())
                || command.matchedArgs().stream().allMatch(this::isOurs);
    }

    private boolean isOurs(ArgSpec given) {
        return switch (given.paramLabel()) {
            case "NAME" -> !given.isPositional() || given.typedValues().equals(List.of(name));
            case "NUMBER" -> given.typedValues().equals(List.of(key));
            case "PATH", "PID", "SIGNAL" -> false;
            default -> true;
        };
    }

    private static boolean endsByItself(ParseResult command) {
        return switch (command.commandSpec().name()) {
            case "send" -> texts(command) > 0 && texts(command) <= ROOM;
            case "receive" -> command.hasMatchedOption("--until-empty") && !command.hasMatchedOption("--rate");
            case "notify" -> false;
            case "timer" ->
                command.hasMatchedOption("--after") && isShort(command.matchedOptionValue("--after", SHORT));
            default -> true;
        };
    }

    private static boolean isShort(Duration duration) {
        return duration.compareTo(SHORT) <= 0;
    }

    private static int texts(ParseResult command) {
        return command.matchedPositionals().stream()
                .filter(positional -> positional.paramLabel().equals("TEXT"))
                .mapToInt(positional -> positional.stringValues().size())
                .sum();
    }

    @Override
    public void close() {
        commands.close();
        try {
            PosixMessageQueue.unlink(name);
        } catch (ErrnoException gone) {
            // The last command was to unlink it.
        }
        try (SysvMessageQueue queue = SysvMessageQueue.open(key, SysvAccess.WRITE)) {
            queue.remove();
        } catch (ErrnoException gone) {
            // Likewise.
        }
        sysvQueues.close();
    }
}
