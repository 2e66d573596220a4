package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Native;
import io.sluice.libc.LimitCalls;

/** Limits of this process, on JNA. */
final class JnaLimitCalls implements LimitCalls {
    static {
        Native.register(Direct.class, CLibrary.LIBC);
    }

    @Override
    public int getrlimit(int resource, long limit) {
        return result(Direct.getrlimit(resource, limit));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    private static final class Direct {
        static native int getrlimit(int resource, long limit);
    }
}
