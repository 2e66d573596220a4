package io.sluice.cli.sysvsem;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

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

    SysvSemListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> Flux.fromIterable(SysvSemaphoreSet.list())
                .map(SysvSemListCommand::line)
                .startWith(HEADER)));
    }

    private static String line(SysvSemaphoreStatus status) {
        return String.join(
                "\t",
                Integer.toString(status.id()),
                String.valueOf(status.key()),
                SysvSemInfoCommand.ownerAndMode(status).columns(),
                Integer.toString(status.size()),
                SysvSemInfoCommand.time(status.lastOperationTime()));
    }
}
