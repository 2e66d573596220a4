package io.sluice.epoll;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** What is called at the end of one loop. */
final class CloseHooks {
    /** Changed on the loop's thread. Where that has ended, only a caller whose wait ends late removes one. */
    private final Set<Consumer<RejectedExecutionException>> hooks = ConcurrentHashMap.newKeySet();

    private boolean taken;

    /** On the loop's thread; false if it is too late. */
    boolean add(Consumer<RejectedExecutionException> hook) {
        return !taken && hooks.add(hook);
    }

    void remove(Consumer<RejectedExecutionException> hook) {
        hooks.remove(hook);
    }

    /** On the loop's thread: all hooks, to be called. None is added any more. */
    List<Consumer<RejectedExecutionException>> take() {
        taken = true;
        return List.copyOf(hooks);
    }
}
