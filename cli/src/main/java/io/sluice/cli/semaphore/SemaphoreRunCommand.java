package io.sluice.cli.semaphore;

import io.sluice.cli.command.ChildCommand;
import io.sluice.cli.option.WaitTimeoutOption;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice semaphore run}. */
@Command(
        name = "run",
        description = "Run a command with a permit. Wait for the permit, and give it back when the command has ended.",
        footer = {
            "",
            "The exit status is that of the command: 128 and the signal's number if a signal ended it, 127 if there is no"
                    + " such program, 126 if it cannot be run. When the timeout expires, the command is not run, and the"
                    + " exit status is 124.",
            "",
            "HUP, INT and TERM are passed on to the command, and its end is awaited. If such a signal comes before the"
                    + " command runs, the wait ends. After KILL the command goes on, and the permit is lost: post once.",
            "",
            "Examples:",
            "  sluice semaphore run /printer -- lpr report.ps",
            "  sluice semaphore run /connections --timeout 10s -- psql -f report.sql"
        })
final class SemaphoreRunCommand implements Callable<Integer> {
    @Mixin
    private final SemaphoreName name = new SemaphoreName();

    @Mixin
    private final WaitTimeoutOption timeout = new WaitTimeoutOption();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, behind --.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        ChildCommand child = new ChildCommand(words);
        try (PosixSemaphore semaphore = name.open()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
            return child.run(command ->
                    timeout.choose(() -> acquirer.withPermit(command), limit -> acquirer.withPermit(limit, command)));
        }
    }
}
