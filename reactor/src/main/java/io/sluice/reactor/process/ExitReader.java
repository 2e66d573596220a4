package io.sluice.reactor.process;

import io.sluice.process.WatchedProcess;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Emits one element about the end of a process, and ends. It takes nothing from the kernel: others see the same. */
abstract class ExitReader<T> implements LoopReader<T> {
    final WatchedProcess process;
    private final boolean owner;
    private final Supplier<@Nullable T> look = this::look;

    /** With {@code owner}, the descriptor is closed at the end. */
    ExitReader(WatchedProcess process, boolean owner) {
        this.process = process;
        this.owner = owner;
    }

    /** The element; null as long as there is none. */
    abstract @Nullable T look();

    @Override
    public final Found take(LoopSource<T> source) {
        T found = source.tryTake(look);
        if (found != null) {
            source.emit(found);
            source.end(null);
        }
        return Found.NO_MORE;
    }

    @Override
    public final void release() {
        if (owner) {
            process.close();
        }
    }
}
