package io.sluice.cli.lock;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.lock.LockAccess;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockHolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

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

    LockInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.using(() -> LockFile.open(path, OPTIONS), LockInfoCommand::lines, LockFile::close));
    }

    private static Flux<String> lines(LockFile file) {
        return Flux.fromIterable(file.holders()).map(LockInfoCommand::line).startWith(HEADER);
    }

    private static String line(LockHolder holder) {
        String pid = holder.pid().isPresent() ? Long.toString(holder.pid().getAsLong()) : "-";
        String command = holder.command().map(EscapedText::onOneLine).orElse("-");
        return String.join(
                "\t",
                pid,
                lowerCase(holder.kind()),
                lowerCase(holder.mode()),
                RangeConverter.text(holder.range()),
                command);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
