package io.sluice.reactor.pipe;

import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Emits a stream for each time that writers come, and the next one when that has ended.
 *
 * @param <T> the type of the elements
 */
final class PipeSessions<T> implements LoopReader<Flux<T>> {
    private final PipeInput<T> input;
    /** Makes the stream of a session, which runs something at its end, on the loop's thread. */
    private final Function<Runnable, Flux<T>> sessions;

    // On the loop's thread only.
    private @Nullable LoopSource<Flux<T>> begun;
    private boolean inSession;

    PipeSessions(PipeInput<T> input, Function<Runnable, Flux<T>> sessions) {
        this.input = input;
        this.sessions = sessions;
    }

    @Override
    public Found take(LoopSource<Flux<T>> source) {
        if (begun == null) {
            begun = source;
            input.begin(source);
        }
        if (!inSession && source.hasDemand()) {
            input.renewIfEnded(source);
            if (source.hasDemand() && input.hasSession()) {
                inSession = true;
                source.emit(sessions.apply(() -> sessionEnded(source)));
            }
        }
        return Found.NO_MORE;
    }

    private void sessionEnded(LoopSource<Flux<T>> source) {
        inSession = false;
        if (!source.downstream().isDone()) {
            source.lookAgain();
        }
    }

    @Override
    public void await(LoopSource<Flux<T>> source) {
        if (!inSession) {
            input.await(source);
        }
    }

    @Override
    public void release() {
        LoopSource<Flux<T>> stream = begun;
        if (stream != null) {
            input.end(stream);
        }
    }
}
