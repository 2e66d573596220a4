package io.sluice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice sysv}. */
@Command(
        name = "sysv",
        description = "System V message queues: create, send, receive, look.",
        footer = {
            "",
            "A queue is named by --key, by --path and --project, or by --id.",
            "",
            "Examples:",
            "  sluice sysv create --key 0x4d2",
            "  sluice sysv send --key 0x4d2 --type 3 'two of those'",
            "  sluice sysv receive --key 0x4d2 --type 3",
            "  sluice sysv send --help"
        })
final class SysvCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return HelpOption.commandMissing(spec);
    }
}
