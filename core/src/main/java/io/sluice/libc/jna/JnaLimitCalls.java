package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import io.sluice.libc.LimitCalls;

/** Limits of this process, on JNA. */
final class JnaLimitCalls implements LimitCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int getrlimit(int resource, long limit) {
        return result(DIRECT.calls().getrlimit(resource, limit));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int getrlimit(int resource, long limit);
    }
}
