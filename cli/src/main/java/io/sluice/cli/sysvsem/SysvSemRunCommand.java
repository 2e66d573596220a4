package io.sluice.cli.sysvsem;

import io.sluice.cli.command.ChildCommand;
import io.sluice.cli.option.WaitTimeoutOption;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice sysvsem run}. */
@Command(
        name = "run",
        description =
                "Run a command with a permit of a semaphore. Wait for the permit, and give it back when the command has"
                        + " ended.",
        footer = {
            "",
            "The exit status is that of the command: 128 and the signal's number if a signal ended it, 127 if there is no"
                    + " such program, 126 if it cannot be run. When the timeout expires, the command is not run, and the"
                    + " exit status is 124.",
            "",
            "HUP, INT and TERM are passed on to the command, and its end is awaited. If such a signal comes before the"
                    + " command runs, the wait ends. After KILL the command goes on. Its permit is lost then; with --undo the"
                    + " kernel gives it back at once.",
            "",
            "Examples:",
            "  sluice sysvsem run --key 0x4d2 --index 0 --undo -- lpr report.ps",
            "  sluice sysvsem run --key 0x4d2 --index 2 --timeout 10s -- psql -f report.sql"
        })
final class SysvSemRunCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SemaphoreSet set = new SemaphoreSet();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Option(
            names = "--undo",
            description = "Let the kernel give the permit back when sluice ends, even if it is killed.")
    private boolean undo;

    @Mixin
    private final WaitTimeoutOption timeout = new WaitTimeoutOption();

    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, behind --.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        ChildCommand child = new ChildCommand(words);
        try (SysvSemaphoreSet opened = set.open()) {
            SemaphoreAcquirer acquirer =
                    SemaphoreAcquirer.create(opened, new SemaphoreOperation(index.value(), -1, undo));
            return child.run(command ->
                    timeout.choose(() -> acquirer.withPermit(command), limit -> acquirer.withPermit(limit, command)));
        }
    }
}
