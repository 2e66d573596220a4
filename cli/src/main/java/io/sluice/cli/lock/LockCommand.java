package io.sluice.cli.lock;

import io.sluice.cli.command.ChildCommand;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.SimilarNames;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.WaitTimeoutOption;
import io.sluice.lock.LockAccess;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice lock}. */
@Command(
        name = "lock",
        description = {
            "Run a command while a file is locked. Wait for the lock, and give it back when the command has ended. A missing"
                    + " file is made, with mode 0600.",
            "'lock info PATH' names who holds locks on a file. Write ./info for a file that is named info."
        },
        footer = {
            "",
            "The exit status is that of the command: 128 and the signal's number if a signal ended it, 127 if there is no"
                    + " such program, 126 if it cannot be run. When the timeout expires, the command is not run, and the"
                    + " exit status is 124.",
            "",
            "HUP, INT and TERM are passed on to the command, and its end is awaited. If such a signal comes before the"
                    + " command runs, the wait ends. After KILL the command goes on without the lock.",
            "",
            "Examples:",
            "  sluice lock /run/plant/backup.lock -- backup --all",
            "  sluice lock /var/lib/plant/readings --shared --range 0+512 --timeout 2s -- cat header",
            "  sluice lock /run/plant/backup.lock --kind flock --timeout 0s -- backup --all",
            "  sluice lock info /run/plant/backup.lock"
        })
public final class LockCommand implements Callable<Integer> {
    /** The kinds that can be chosen. */
    enum Kind {
        /** On ranges of bytes. */
        OFD(LockKind.OFD),
        /** On the whole file, as the command flock(1) has it. */
        FLOCK(LockKind.FLOCK);

        private final LockKind value;

        Kind(LockKind value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the name of a kind. */
    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String value) {
            String name = value.toLowerCase(Locale.ROOT);
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not ofd or flock"
                            + SimilarNames.question(name, List.of("ofd", "flock"))));
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PATH", description = "The file. A symbolic link is refused.")
    private @Nullable Path path;

    @Option(
            names = "--shared",
            description = "Take a shared lock. Others may have shared ones, too. Default: exclusive.")
    private boolean shared;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description =
                    "ofd for an open file description lock, which conflicts with those of lockf(3) and Java. flock for"
                            + " that of flock(1). The two do not see each other. Default: ofd.")
    private Kind kind = Kind.OFD;

    @Option(
            names = "--range",
            paramLabel = "FROM+LENGTH",
            converter = RangeConverter.class,
            description = "Which bytes, for ofd. A LENGTH of 0 is all to the end. Default: 0+0, the whole file.")
    private LockRange range = LockRange.whole();

    @Mixin
    private final WaitTimeoutOption timeout = new WaitTimeoutOption();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, behind --.")
    private List<String> words = List.of();

    private LockCommand() {}

    /**
     * The command with its subcommand.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new LockCommand()).addSubcommand(HelpOption.withHelp(new LockInfoCommand(output)));
    }

    @Override
    public Integer call() {
        Path file = path;
        if (file == null || words.isEmpty()) { // the parser may not: 'info' needs neither
            throw misuse("Missing required parameters: '" + (file == null ? "PATH" : "COMMAND") + "'");
        }
        if (kind == Kind.FLOCK && !range.isWhole()) {
            throw misuse("--kind flock locks the whole file: --range is for ofd");
        }
        ChildCommand child = new ChildCommand(words);
        try (FileLocker locker =
                FileLocker.create(file, FileLockerOptions.create().file(options()))) {
            LockMode mode = shared ? LockMode.SHARED : LockMode.EXCLUSIVE;
            return child.run(command -> timeout.choose(
                    () -> locker.withLock(mode, range, () -> command),
                    limit -> locker.withLock(mode, range, limit, () -> command)));
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** With no more access than the lock needs, so that a file may be locked that cannot be written. */
    private LockFileOptions options() {
        boolean reads = shared || kind == Kind.FLOCK;
        return LockFileOptions.create().kind(kind.value).access(reads ? LockAccess.READ : LockAccess.WRITE);
    }
}
