package io.sluice.cli.semaphore;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** {@code sluice semaphore post}. */
@Command(
        name = "post",
        description = "Add a permit, which wakes up a process that waits for one.",
        footer = {"", "Examples:", "  sluice semaphore post /printer", "  sluice semaphore post /connections --count 3"
        })
final class SemaphorePostCommand implements Callable<Integer> {
    @Mixin
    private final SemaphoreName name = new SemaphoreName();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Count.class,
            description = "How many permits to add. Default: 1.")
    private int count = 1;

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(Flux.using(
                name::open,
                semaphore -> Flux.range(0, count).doOnNext(each -> semaphore.post()),
                PosixSemaphore::close));
    }

    /** Reads a number of permits. */
    static final class Count extends WholeNumberConverter<Integer> {
        Count() {
            super(1, Integer.MAX_VALUE, number -> (int) number);
        }
    }
}
