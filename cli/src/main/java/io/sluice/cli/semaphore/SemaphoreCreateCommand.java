package io.sluice.cli.semaphore;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.ModeConverter;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.PosixSemaphoreBuilder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice semaphore create}. */
@Command(
        name = "create",
        description = "Create a semaphore if it does not exist. Print whether it was created or exists, and its value.",
        footer = {
            "",
            "A semaphore that exists keeps its value and its mode.",
            "",
            "Examples:",
            "  sluice semaphore create /printer",
            "  sluice semaphore create /connections --value 3 --mode 0660",
            "  sluice semaphore create /printer --exclusive || echo 'it exists'"
        })
final class SemaphoreCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final SemaphoreName name = new SemaphoreName();

    @Option(
            names = "--value",
            paramLabel = "N",
            converter = Value.class,
            description = "How many permits a new semaphore has, from 0 to 2147483647. Default: 1.")
    private @Nullable Integer value;

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits of a new semaphore, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if the semaphore exists.")
    private boolean exclusive;

    SemaphoreCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.fromCallable(this::create));
    }

    private String create() {
        PosixSemaphoreBuilder builder = name.builder();
        if (value != null) {
            builder.value(value);
        }
        if (mode != null) {
            builder.mode(mode);
        }
        try (PosixSemaphore semaphore = exclusive ? builder.create() : builder.openOrCreate()) {
            return (semaphore.wasCreated() ? "created " : "exists ") + EscapedText.onOneLine(semaphore.name())
                    + ": value " + semaphore.value();
        }
    }

    /** Reads the value of a semaphore. */
    static final class Value extends WholeNumberConverter<Integer> {
        Value() {
            super(0, Integer.MAX_VALUE, number -> (int) number);
        }
    }
}
