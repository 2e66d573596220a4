package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import io.sluice.libc.SysvMessageCalls;

/** System V message queues, on JNA. */
final class JnaSysvMessageCalls implements SysvMessageCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int msgget(int key, int flags) {
        return result(DIRECT.calls().msgget(key, flags));
    }

    @Override
    public int msgsnd(int id, long message, long length, int flags) {
        return result(DIRECT.calls().msgsnd(id, message, length, flags));
    }

    @Override
    public long msgrcv(int id, long message, long length, long type, int flags) {
        return result(DIRECT.calls().msgrcv(id, message, length, type, flags));
    }

    @Override
    public int msgctl(int id, int command, long buffer) {
        return result(DIRECT.calls().msgctl(id, command, buffer));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int msgget(int key, int flags);

        native int msgsnd(int id, long message, long length, int flags);

        native long msgrcv(int id, long message, long length, long type, int flags);

        native int msgctl(int id, int command, long buffer);
    }
}
