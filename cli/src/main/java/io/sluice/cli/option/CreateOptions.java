package io.sluice.cli.option;

import io.sluice.cli.command.OwnerAndMode;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** How to create a queue of any kind. */
public final class CreateOptions {
    /** What {@code create} does, for the help of a command. */
    public static final String SUMMARY =
            "Create a queue, or check that an existing queue has these settings. Print whether it was created or"
                    + " exists.";

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits of a new queue, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if the queue exists.")
    private boolean exclusive;

    @Option(names = "--accept-shape", description = "Accept an existing queue with other settings.")
    private boolean shapeAccepted;

    /** Makes the options. */
    public CreateOptions() {}

    /**
     * Opens a queue as the options say.
     *
     * @param <Q> the type of the queue
     * @param setMode sets the permission bits; it is not called where none were given
     * @param acceptShape accepts an existing queue with other settings
     * @param create creates the queue and fails if it exists
     * @param openOrCreate opens the queue, and creates it if it does not exist
     * @return the open queue
     */
    public <Q> Q open(IntConsumer setMode, Runnable acceptShape, Supplier<Q> create, Supplier<Q> openOrCreate) {
        if (mode != null) {
            setMode.accept(mode);
        }
        if (shapeAccepted) {
            acceptShape.run();
        }
        return exclusive ? create.get() : openOrCreate.get();
    }

    /**
     * What the subcommand prints.
     *
     * @param created whether the queue is new
     * @param queue the queue's name
     * @param capacity how much the queue holds
     * @param mode the queue's permission bits
     * @return one line
     */
    public static Mono<String> outcome(boolean created, String queue, String capacity, int mode) {
        String outcome = created ? "created " : "exists ";
        return Mono.just(outcome + queue + ": " + capacity + ", mode " + OwnerAndMode.mode(mode));
    }
}
