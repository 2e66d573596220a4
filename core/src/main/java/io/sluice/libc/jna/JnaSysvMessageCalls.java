package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Native;
import io.sluice.libc.SysvMessageCalls;

/** System V message queues, on JNA. */
final class JnaSysvMessageCalls implements SysvMessageCalls {
    static {
        Native.register(Direct.class, CLibrary.LIBC);
    }

    @Override
    public int msgget(int key, int flags) {
        return result(Direct.msgget(key, flags));
    }

    @Override
    public int msgsnd(int id, long message, long length, int flags) {
        return result(Direct.msgsnd(id, message, length, flags));
    }

    @Override
    public long msgrcv(int id, long message, long length, long type, int flags) {
        return result(Direct.msgrcv(id, message, length, type, flags));
    }

    @Override
    public int msgctl(int id, int command, long buffer) {
        return result(Direct.msgctl(id, command, buffer));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    private static final class Direct {
        static native int msgget(int key, int flags);

        static native int msgsnd(int id, long message, long length, int flags);

        static native long msgrcv(int id, long message, long length, long type, int flags);

        static native int msgctl(int id, int command, long buffer);
    }
}
