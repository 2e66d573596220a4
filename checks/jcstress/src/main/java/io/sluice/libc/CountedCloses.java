package io.sluice.libc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls on files that do nothing but count the descriptors that were closed. */
public final class CountedCloses {
    private static final Method CLOSE;

    static {
        try {
            CLOSE = FileCalls.class.getMethod("close", int.class);
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private CountedCloses() {}

    /**
     * Makes one.
     *
     * @param closes what to count in
     * @return calls, of which all others return 0
     */
    public static FileCalls in(AtomicInteger closes) {
        return (FileCalls) Proxy.newProxyInstance(
                FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                    if (method.equals(CLOSE)) {
                        closes.incrementAndGet();
                    }
                    return method.getReturnType() == long.class ? (Object) 0L : (Object) 0;
                });
    }
}
