package io.sluice.cli.lock;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.lock.LockAccess;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockHolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice lock info}. */
@Command(
        name = "info",
        description = "List who holds locks on a file, one lock per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns. KIND is ofd, flock or classic, MODE is shared or exclusive, and RANGE is"
                    + " FROM+LENGTH, where a length of 0 is all to the end. A process of another user may be unknown: -.",
            "",
            "Examples:",
            "  sluice lock info /run/plant/backup.lock",
            "  sluice lock info /run/plant/backup.lock | awk -F '\\t' 'NR > 1 { print $1 }'"
        })
final class LockInfoCommand implements Callable<Integer> {
    private static final String HEADER = "PID\tKIND\tMODE\tRANGE\tCOMMAND";
    private static final LockFileOptions OPTIONS =
            LockFileOptions.create().access(LockAccess.READ).createIfMissing(false);

    private final StandardOutput output;

    @Parameters(index = "0", paramLabel = "PATH", description = "The file. A symbolic link is refused.")
    private Path path = Path.of("");

    @Mixin
    private final FormatOption format = new FormatOption();

    LockInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, this::holders, LockInfoCommand::values);
    }

    private List<LockHolder> holders() {
        try (LockFile file = LockFile.open(path, OPTIONS)) {
            return file.holders();
        }
    }

    private static NamedValues values(LockHolder holder) {
        return new NamedValues()
                .with("pid", holder.pid().isPresent() ? holder.pid().getAsLong() : null)
                .with("kind", lowerCase(holder.kind()))
                .with("mode", lowerCase(holder.mode()))
                .with("range", RangeConverter.text(holder.range()))
                .with("command", holder.command().orElse(null));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
