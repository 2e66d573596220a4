package io.sluice.cli;

import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice sysv list}. */
@Command(
        name = "list",
        description = "List the queues, one a line, in columns with a tab between them.",
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
            String.join("\t", "ID", "KEY", "MODE", "UID", "GID", "MESSAGES", "BYTES", "MAX-BYTES");

    private final StandardOutput output;

    SysvListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.defer(() -> Flux.fromIterable(SysvMessageQueue.list()))
                .map(SysvListCommand::line)
                .startWith(HEADER)
                .doOnNext(output::printLine));
    }

    static String line(SysvMqStatus status) {
        return String.format(
                "%d\t%s\t%04o\t%s\t%s\t%d\t%d\t%d",
                status.id(),
                status.key(),
                status.mode(),
                Integer.toUnsignedString(status.userId()),
                Integer.toUnsignedString(status.groupId()),
                status.messages(),
                status.bytes(),
                status.maxBytes());
    }
}
