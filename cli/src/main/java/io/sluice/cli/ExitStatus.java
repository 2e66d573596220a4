package io.sluice.cli;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** How the command ends. A signal ends it with 128 plus the signal's number, as the JVM does. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;
    /** As of timeout(1). */
    static final int TIMED_OUT = 124;

    private ExitStatus() {}

    /** Runs a pipeline to its end, and throws what it fails with. */
    static Integer doneBehind(Publisher<?> pipeline) {
        Flux.from(pipeline).then().block();
        return DONE;
    }
}
