package io.sluice.cli.command;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The exit statuses. Where a signal ends the command, the JVM adds 128 to the signal's number. */
public final class ExitStatus {
    /** The command is done. */
    public static final int DONE = 0;
    /** The command failed. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int MISUSED = 2;
    /** A timeout expired. The same status as of timeout(1). */
    public static final int TIMED_OUT = 124;

    /** The status where a signal ends a command is this and the signal's number, as in a shell. */
    static final int SIGNALLED = 128;

    private ExitStatus() {}

    /**
     * Runs a pipeline to its end.
     *
     * @param pipeline what the command does; its elements are ignored
     * @return {@link #DONE}
     * @throws RuntimeException the pipeline's error
     */
    public static Integer doneAfter(Publisher<?> pipeline) {
        Flux.from(pipeline).then().block();
        return DONE;
    }
}
