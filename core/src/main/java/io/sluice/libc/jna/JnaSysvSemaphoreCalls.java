package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import io.sluice.libc.SysvSemaphoreCalls;

/** System V semaphore sets, on JNA. */
final class JnaSysvSemaphoreCalls implements SysvSemaphoreCalls {
    /** {@code int semctl(int, int, int, ...)}. The union that follows has the size of a {@code long}. */
    private static final Function SEMCTL = CLibrary.variadic("semctl", 3);

    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int semget(int key, int count, int flags) {
        return result(DIRECT.calls().semget(key, count, flags));
    }

    @Override
    public int semop(int id, long operations, long count) {
        return result(DIRECT.calls().semop(id, operations, count));
    }

    @Override
    public int semtimedop(int id, long operations, long count, long timeout) {
        return result(DIRECT.calls().semtimedop(id, operations, count, timeout));
    }

    @Override
    public int semctl(int id, int index, int command, long argument) {
        return result(SEMCTL.invokeInt(new Object[] {id, index, command, argument}));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int semget(int key, int count, int flags);

        native int semop(int id, long operations, long count);

        native int semtimedop(int id, long operations, long count, long timeout);
    }
}
