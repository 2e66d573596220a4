package io.sluice.cli.sysvsem;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice sysvsem list}. */
@Command(
        name = "list",
        description = "List the sets, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns.",
            "",
            "Examples:",
            "  sluice sysvsem list",
            "  sluice sysvsem list | awk -F '\\t' 'NR > 1 && $7 == \"-\" { print $1 }'"
        })
final class SysvSemListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "ID", "KEY", OwnerAndMode.HEADER, "SEMAPHORES", "LAST-OPERATION-TIME");

    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvSemListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, SysvSemaphoreSet::list, SysvSemListCommand::values);
    }

    private static NamedValues values(SysvSemaphoreStatus status) {
        return new NamedValues()
                .with("id", status.id())
                .with("key", status.key())
                .with(OwnerAndMode.of(status.permissions()))
                .with("semaphores", status.size())
                .with("last-operation-time", status.lastOperationTime());
    }
}
