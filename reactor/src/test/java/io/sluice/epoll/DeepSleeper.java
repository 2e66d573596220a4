package io.sluice.epoll;

import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** An event loop which finds the heap full when it is to be woken up, as often as a test says. */
public final class DeepSleeper {
    /** How often it will. While the loop is awake, nobody has to wake it up. */
    public final AtomicInteger shortages = new AtomicInteger();

    /** To be closed by the test. */
    public final EventLoop loop =
            new EventLoop(EventLoopOptions.create(), false, Libc.get().epoll(), calls());

    private FileCalls calls() {
        FileCalls real = Libc.get().files();
        return (FileCalls) Proxy.newProxyInstance(
                FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write") && shortages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new OutOfMemoryError("expected");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
