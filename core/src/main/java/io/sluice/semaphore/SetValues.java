package io.sluice.semaphore;

import io.sluice.errno.Errno;
import io.sluice.libc.SysvSemaphoreCalls;
import io.sluice.libc.SysvSemaphoreConstants;
import io.sluice.memory.NativeMemory;

/** The commands of {@code semctl} about the semaphores of one set. */
final class SetValues {
    private final SysvSemaphoreCalls libc;
    private final int id;
    private final int size;
    private final String name;

    SetValues(SysvSemaphoreCalls libc, int id, int size, String name) {
        this.libc = libc;
        this.id = id;
        this.size = size;
        this.name = name;
    }

    /** What a command gives about one semaphore. */
    int get(String command, int number, int index) {
        checkIndex(index);
        return checked(command, libc.semctl(id, index, number, 0));
    }

    /** To the kernel, a wrong index is the same as a set that was removed. */
    private void checkIndex(int index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index must be from 0 to " + (size - 1) + ", but was " + index);
        }
    }

    void set(int index, int value) {
        checkIndex(index);
        checkValue(value);
        checked("SETVAL", libc.semctl(id, index, SysvSemaphoreConstants.SETVAL, value));
    }

    int[] all() {
        NativeMemory memory = memory("GETALL");
        int result = libc.semctl(id, 0, SysvSemaphoreConstants.GETALL, memory.address());
        memory.keepAlive();
        checked("GETALL", result);
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = Short.toUnsignedInt(memory.bytes().getShort(i * Short.BYTES));
        }
        return values;
    }

    void setAll(int... values) {
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "the set has " + size + " semaphores, but there were " + values.length + " values");
        }
        NativeMemory memory = memory("SETALL");
        for (int i = 0; i < size; i++) {
            memory.bytes().putShort(i * Short.BYTES, (short) checkValue(values[i]));
        }
        int result = libc.semctl(id, 0, SysvSemaphoreConstants.SETALL, memory.address());
        memory.keepAlive();
        checked("SETALL", result);
    }

    /**
     * The kernel copies as many values as the set has. Where this identifier belongs to another, larger set by now, they
     * would not fit.
     */
    private NativeMemory memory(String command) {
        SetControl control = new SetControl(libc);
        SysvSemaphoreStatus found = control.find(id);
        if ((found != null ? found : control.status(id, name)).size() != size) {
            throw SetErrors.removed("semctl " + command, name, Errno.EINVAL);
        }
        return NativeMemory.allocate(size * Short.BYTES);
    }

    static int checkValue(int value) {
        if (value < 0 || value > SemaphoreOperation.GREATEST_VALUE) {
            throw new IllegalArgumentException(
                    "value must be from 0 to " + SemaphoreOperation.GREATEST_VALUE + " (SEMVMX), but was " + value);
        }
        return value;
    }

    private int checked(String command, int result) {
        if (result < 0) {
            throw SetErrors.control(command, name, -result);
        }
        return result;
    }
}
