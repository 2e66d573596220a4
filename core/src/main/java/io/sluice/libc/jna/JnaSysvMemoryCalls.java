package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import io.sluice.libc.SysvMemoryCalls;

/** System V shared memory, on JNA. */
final class JnaSysvMemoryCalls implements SysvMemoryCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int shmget(int key, long size, int flags) {
        return result(DIRECT.calls().shmget(key, size, flags));
    }

    @Override
    public long shmat(int id, long address, int flags) {
        return result(DIRECT.calls().shmat(id, address, flags));
    }

    @Override
    public int shmdt(long address) {
        return result(DIRECT.calls().shmdt(address));
    }

    @Override
    public int shmctl(int id, int command, long argument) {
        return result(DIRECT.calls().shmctl(id, command, argument));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int shmget(int key, long size, int flags);

        native long shmat(int id, long address, int flags);

        native int shmdt(long address);

        native int shmctl(int id, int command, long argument);
    }
}
