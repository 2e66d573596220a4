package io.sluice.cli.overview;

import io.sluice.cli.overview.Target.Space;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that wait for an object which their first argument names. A process that waits in {@code poll} or
 * {@code epoll_wait} names none there.
 */
enum WaitingCall {
    MQ_SEND("mq_send", First.DESCRIPTOR, 242, 182),
    MQ_RECEIVE("mq_receive", First.DESCRIPTOR, 243, 183),
    READ("read", First.DESCRIPTOR, 0, 63),
    WRITE("write", First.DESCRIPTOR, 1, 64),
    MSGSND("msgsnd", First.SYSV_QUEUE, 69, 189),
    MSGRCV("msgrcv", First.SYSV_QUEUE, 70, 188),
    SEMOP("semop", First.SYSV_SEMAPHORES, 65, 193),
    SEMTIMEDOP("semop", First.SYSV_SEMAPHORES, 220, 192),
    FUTEX("futex", First.ADDRESS, 202, 98);

    /** What its first argument is. */
    enum First {
        DESCRIPTOR(null),
        ADDRESS(null),
        SYSV_QUEUE(Space.SYSV_QUEUE),
        SYSV_SEMAPHORES(Space.SYSV_SEMAPHORES);

        final @Nullable Space space;

        First(@Nullable Space space) {
            this.space = space;
        }
    }

    private static final boolean AARCH64 = System.getProperty("os.arch", "").equals("aarch64");
    private static final Map<String, WaitingCall> BY_NUMBER = new HashMap<>();

    static {
        for (WaitingCall call : values()) {
            BY_NUMBER.put(Integer.toString(call.number()), call);
        }
    }

    private final String label;
    private final First first;
    private final int x86;
    final int aarch64;

    WaitingCall(String label, First first, int x86, int aarch64) {
        this.label = label;
        this.first = first;
        this.x86 = x86;
        this.aarch64 = aarch64;
    }

    static @Nullable WaitingCall ofNumber(String number) {
        return BY_NUMBER.get(number);
    }

    /** On this machine. */
    int number() {
        return AARCH64 ? aarch64 : x86;
    }

    String label() {
        return label;
    }

    First first() {
        return first;
    }
}
