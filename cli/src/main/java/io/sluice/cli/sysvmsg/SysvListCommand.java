package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice sysv list}. */
@Command(
        name = "list",
        description = "List the queues, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns.",
            "",
            "Examples:",
            "  sluice sysv list",
            "  sluice sysv list | awk -F '\\t' 'NR > 1 && $6 > 0 { print $1 }'"
        })
final class SysvListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "ID", "KEY", OwnerAndMode.HEADER, "MESSAGES", "BYTES", "MAX-BYTES");

    private final StandardOutput output;

    SysvListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> Flux.fromIterable(SysvMessageQueue.list())
                .map(SysvListCommand::line)
                .startWith(HEADER)));
    }

    private static String line(SysvMqStatus status) {
        return String.join(
                "\t",
                Integer.toString(status.id()),
                String.valueOf(status.key()),
                SysvInfoCommand.ownerAndMode(status).columns(),
                Long.toString(status.messages()),
                Long.toString(status.bytes()),
                Long.toString(status.maxBytes()));
    }
}
