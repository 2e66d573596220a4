package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** The pooled threads that wait in the kernel: to the JVM, one that waits there runs, and one without work waits. */
public final class Waiters {
    private Waiters() {}

    public static long busy() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sluice-waiter-"))
                .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
                .count();
    }

    public static void awaitBusy(int count) {
        Bounds.await(count + " threads in the kernel")
                .untilAsserted(() -> assertThat(busy()).isEqualTo(count));
    }
}
