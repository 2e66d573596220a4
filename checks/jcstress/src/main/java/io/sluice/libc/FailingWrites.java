package io.sluice.libc;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls on files of which the first writes find the heap full. Those behind them do nothing and are counted. */
public final class FailingWrites {
    private final AtomicInteger failing;
    private final AtomicInteger done = new AtomicInteger();

    /**
     * Makes them.
     *
     * @param failing how many writes fail
     */
    public FailingWrites(int failing) {
        this.failing = new AtomicInteger(failing);
    }

    /**
     * The calls.
     *
     * @return calls, of which all others return 0
     */
    public FileCalls calls() {
        return (FileCalls) Proxy.newProxyInstance(
                FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        write();
                    }
                    return method.getReturnType() == long.class ? (Object) 0L : (Object) 0;
                });
    }

    private void write() {
        if (failing.getAndDecrement() > 0) {
            throw new OutOfMemoryError("thrown by the test");
        }
        done.incrementAndGet();
    }

    /**
     * How many writes were done.
     *
     * @return without those that failed
     */
    public int done() {
        return done.get();
    }
}
