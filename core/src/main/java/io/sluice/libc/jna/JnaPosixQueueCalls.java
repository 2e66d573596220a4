package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueLayouts;

/** POSIX message queues, on JNA. */
final class JnaPosixQueueCalls implements PosixQueueCalls {
    private static final PosixQueueLayouts LAYOUTS = PosixQueueLayouts.CURRENT;

    /** In libc since glibc 2.34 and in librt before. */
    private static final NativeLibrary LIBRARY = CLibrary.having("mq_open", "librt.so.1");
    /** {@code mqd_t mq_open(const char *, int, ...)}. */
    private static final Function MQ_OPEN = CLibrary.variadic(LIBRARY, "mq_open", 2);

    private static final Function MQ_UNLINK = LIBRARY.getFunction("mq_unlink");

    static final DirectMapping<Direct> DIRECT =
            new DirectMapping<>(Direct.class, Direct::new, () -> CLibrary.having("mq_open", "librt.so.1"));

    @Override
    public int mqOpen(String name, int flags, int mode, long attributes) {
        return result(MQ_OPEN.invokeInt(new Object[] {name, flags, mode, new Pointer(attributes)}));
    }

    @Override
    public int mqUnlink(String name) {
        return result(MQ_UNLINK.invokeInt(new Object[] {name}));
    }

    @Override
    public int mqGetattr(int mqd, long attributes) {
        return result(DIRECT.calls().mq_getattr(mqd, attributes));
    }

    @Override
    public int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline) {
        return (int) SystemCalls.call(LAYOUTS.sysMqTimedsend(), mqd, bytes, length, priority, deadline);
    }

    @Override
    public long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline) {
        return SystemCalls.call(LAYOUTS.sysMqTimedreceive(), mqd, buffer, length, priority, deadline);
    }

    @Override
    public int mqNotify(int mqd, long event) {
        return (int) SystemCalls.call(LAYOUTS.sysMqNotify(), mqd, event, 0, 0, 0);
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int mq_getattr(int mqd, long attributes);
    }
}
