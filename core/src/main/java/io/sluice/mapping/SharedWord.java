package io.sluice.mapping;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.mapping.internal.MappedRegion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A word of 32 bits in memory that processes share, by which they wake each other up. One process changes the word, and then
 * wakes up those who wait for a change. A C program does the same with {@code futex(2)}, or by {@code sluice_word.h}.
 *
 * <pre>{@code
 * SharedWord written = memory.word(0);
 * memory.setLong(8, System.currentTimeMillis());
 * written.getAndAdd(1);
 * written.wake(Integer.MAX_VALUE);
 * }</pre>
 *
 * <p>A word is no queue: who waits finds the latest value, and not those before. If each change adds 1, the difference says how
 * many changes there were. A process that changes the word and wakes nobody up is noticed within a second.
 *
 * <p>May be used from any thread, for as long as the memory is open.
 *
 * @see "futex(2)"
 */
// States and events: docs/states/shared-word.md
public final class SharedWord {
    private final FutexCalls futexes = Libc.get().futexes();
    private final MappedMemory memory;
    private final MappedRegion region;
    private final long offset;

    SharedWord(MappedMemory memory, long offset) {
        this.memory = memory;
        this.offset = offset;
        region = memory.region();
        get(); // what is no word is refused here
    }

    /**
     * The header by which C and C++ programs wait for changes and wake up who waits, {@code sluice_word.h}.
     *
     * @return its text
     */
    public static String cHeader() {
        try (InputStream header = SharedWord.class.getResourceAsStream("sluice_word.h")) {
            return new String(Objects.requireNonNull(header).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The memory that the word is in.
     *
     * @return the memory
     */
    public MappedMemory memory() {
        return memory;
    }

    /**
     * Where the word is.
     *
     * @return how many bytes of the memory come before it
     */
    public long offset() {
        return offset;
    }

    /**
     * Reads the word, as a {@code volatile} variable.
     *
     * @return its value
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the memory off ({@code EFAULT})
     */
    public int get() {
        try {
            return memory.getInt(offset);
        } catch (IllegalStateException closed) {
            throw closed();
        }
    }

    /**
     * Writes the word, as a {@code volatile} variable. Wakes nobody up: {@link #wake} does.
     *
     * @param value its new value
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the memory off ({@code EFAULT})
     */
    public void set(int value) {
        try {
            memory.setInt(offset, value);
        } catch (IllegalStateException closed) {
            throw closed();
        }
    }

    /**
     * Writes the word where it has the expected value, in one step. Wakes nobody up.
     *
     * @param expected the value that it must have
     * @param value its new value
     * @return false if it has another value, and was not changed
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the memory off ({@code EFAULT})
     */
    public boolean compareAndSet(int expected, int value) {
        try {
            return memory.compareAndSetInt(offset, expected, value);
        } catch (IllegalStateException closed) {
            throw closed();
        }
    }

    /**
     * Adds to the word, in one step. A sum that has no room wraps around. Wakes nobody up.
     *
     * @param delta what to add
     * @return the value before
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the memory off ({@code EFAULT})
     */
    public int getAndAdd(int delta) {
        try {
            return memory.addToInt(offset, delta);
        } catch (IllegalStateException closed) {
            throw closed();
        }
    }

    /**
     * Wakes up threads that wait for a change of the word, in this process and in others. Never waits. Works on memory that is
     * read-only here, too.
     *
     * @param count how many at the most, 1 or more; {@link Integer#MAX_VALUE} for all
     * @return how many were woken up
     * @throws IllegalArgumentException if the count is not positive
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the memory off ({@code EFAULT})
     * @see "FUTEX_WAKE(2const)"
     */
    public int wake(int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("the count must be 1 or more, but was " + count);
        }
        long address = region.acquire("futex");
        try {
            int woken = futexes.futexWake(address + offset, count);
            if (woken < 0) {
                throw failure(-woken);
            }
            return woken;
        } finally {
            region.release();
        }
    }

    /**
     * Begins to wait for a change, on a waiting thread, without end. The handler gets the value as soon as it is not the
     * expected one, and for each {@code true} that it returns the next value that is not the one before.
     *
     * @param expected the value to wait for the end of; where the word has another one already, the handler gets that
     * @param handler gets the values, on the waiting thread
     * @return the wait, by which it can be interrupted
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "FUTEX_WAIT(2const)"
     */
    public KernelWait blockingAwaitChange(int expected, ReceiveHandler<Integer> handler) {
        Objects.requireNonNull(handler, "handler");
        return memory.begin(new WordChangeWait(this, expected, handler));
    }

    /** Sleeps while the word has a value, with the address of a timeout. Returns 0 or the negated error. */
    int sleep(int expected, long timeout) {
        if (!region.acquire()) {
            return -Errno.EBADF.number();
        }
        try {
            return futexes.futexWait(region.address() + offset, expected, timeout);
        } finally {
            region.release();
        }
    }

    ErrnoException failure(int errno) {
        return switch (Errno.of(errno)) {
            case EBADF -> closed();
            case EFAULT ->
                new ErrnoException(
                        "futex",
                        toString(),
                        errno,
                        "Another process has cut off what was mapped: close this memory, and map again what there is"
                                + " now.");
            default -> new ErrnoException("futex", toString(), errno, "");
        };
    }

    private ClosedHandleException closed() {
        return new ClosedHandleException("futex", toString(), "The memory was closed.");
    }

    @Override
    public String toString() {
        return "the word at " + offset + " of " + memory.description();
    }
}
