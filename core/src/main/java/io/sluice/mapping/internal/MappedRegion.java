package io.sluice.mapping.internal;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitSet;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ClosedHandleException;
import io.sluice.fd.internal.CloseActions;
import io.sluice.fd.internal.UseCount;
import io.sluice.libc.Libc;
import io.sluice.libc.MappedBytes;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of this process's addresses at which something is mapped. It is unmapped once.
 *
 * <p>A system call gets an address of it only between {@link #acquire()} and {@link #release()}. Buffers need no such use: a
 * close ends the access through them, or the memory stays mapped until they are garbage.
 *
 * <p>May be used from any thread.
 */
public final class MappedRegion extends UseCount {
    private final long address;
    private final long size;
    private final String description;
    private final boolean readOnly;
    private final boolean canBeCut;
    private final OpenMapping open;
    private final WaitSet waits;
    private final CloseActions actions = new CloseActions();
    private final EarlyLooks looks = new EarlyLooks();

    private MappedRegion(Builder builder, MappedBytes bytes) {
        address = builder.address;
        size = builder.size;
        description = builder.description;
        readOnly = builder.readOnly;
        canBeCut = builder.canBeCut;
        waits = new WaitSet(description, builder.threads);
        open = new OpenMapping(this, bytes, builder.release, builder.reported); // the last that may throw
    }

    /**
     * Describes a range that was just mapped.
     *
     * @param address the address of the first byte
     * @param size how many bytes there are, at least 1
     * @param description what is mapped, for messages
     * @param release unmaps it; must not refer to the region
     * @return a builder
     */
    public static Builder of(long address, long size, String description, Runnable release) {
        return new Builder(address, size, description, release);
    }

    /** What is known of a range that was just mapped. */
    public static final class Builder {
        private final long address;
        private final long size;
        private final String description;
        private final Runnable release;
        private boolean readOnly;
        private boolean canBeCut;
        private boolean reported = true;
        private @Nullable WaitingThreads threads;

        private Builder(long address, long size, String description, Runnable release) {
            this.address = address;
            this.size = size;
            this.description = Objects.requireNonNull(description);
            this.release = Objects.requireNonNull(release);
        }

        /**
         * Says that a store would end the process, because the range is mapped for reading alone.
         *
         * @param value true if it is
         * @return this builder
         */
        public Builder readOnly(boolean value) {
            readOnly = value;
            return this;
        }

        /**
         * Says whether another process can take the bytes away by truncating what is mapped.
         *
         * @param value true if it can
         * @return this builder
         */
        public Builder canBeCut(boolean value) {
            canBeCut = value;
            return this;
        }

        /**
         * Says that this is a part of another handle, which is the one to be reported where nobody closes it.
         *
         * @return this builder
         */
        public Builder part() {
            reported = false;
            return this;
        }

        /**
         * Which threads wait in the kernel on this memory.
         *
         * @param value the threads; null for the shared ones
         * @return this builder
         */
        public Builder waitingThreads(@Nullable WaitingThreads value) {
            threads = value;
            return this;
        }

        /**
         * Takes over the range. If this throws, it is unmapped, or will be once no buffer of it is reachable.
         *
         * @return the region
         */
        public MappedRegion build() {
            MappedRegion region = made();
            region.open.begin();
            return region;
        }

        /** Behind this the region's mapping releases the range, once. So this does where there is none. */
        private MappedRegion made() {
            try {
                return new MappedRegion(this, Libc.get().memory().mapped(address, size));
            } catch (Throwable failed) {
                release.run();
                throw failed;
            }
        }
    }

    /**
     * The address of the first byte. Valid only between {@link #acquire()} and {@link #release()}.
     *
     * @return the address
     */
    public long address() {
        return address;
    }

    /**
     * Begins a use of the addresses, like {@link #acquire()}.
     *
     * @param call the C function that is about to be called, for the message
     * @return the address of the first byte
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     */
    public long acquire(String call) {
        if (!acquire()) {
            throw new ClosedHandleException(call, description, "The memory was closed.");
        }
        return address;
    }

    /**
     * How many bytes a buffer of the memory may have.
     *
     * @return 2147483639
     */
    public static int longestBuffer() {
        return MappedBytes.LONGEST_BUFFER;
    }

    /**
     * How many bytes there are.
     *
     * @return 1 or more
     */
    public long size() {
        return size;
    }

    /**
     * What is mapped.
     *
     * @return a text for messages
     */
    public String description() {
        return description;
    }

    /**
     * Whether the range is mapped for reading alone.
     *
     * @return true if a store would end the process
     */
    public boolean isReadOnly() {
        return readOnly;
    }

    /**
     * Whether another process can take the bytes away.
     *
     * @return true if it can truncate what is mapped
     */
    public boolean canBeCut() {
        return canBeCut;
    }

    /**
     * Whether a close unmaps the memory, and a later access through a buffer throws.
     *
     * @return false if the memory stays mapped until no buffer of it is reachable
     */
    public boolean unmapsAtClose() {
        return open.bytes().closeEndsAccess();
    }

    /**
     * The memory as the binding has it.
     *
     * @return the bytes
     */
    public MappedBytes mapped() {
        return open.bytes();
    }

    /**
     * A part as a buffer that refuses stores where the memory is read-only.
     *
     * @param offset where it begins, in bounds
     * @param length how many bytes it has, in bounds
     * @return a new buffer, in the machine's byte order
     * @throws IllegalStateException if the memory is closed
     */
    public ByteBuffer bytes(long offset, int length) {
        ByteBuffer part = open.part(offset, length);
        return (readOnly ? part.asReadOnlyBuffer() : part).order(ByteOrder.nativeOrder());
    }

    /**
     * The window in which a word lies whole.
     *
     * @param offset where the word begins, in bounds
     * @return a buffer for absolute accesses at {@link #inWindow}, which can be written
     * @throws IllegalStateException if the memory is closed
     */
    public ByteBuffer window(long offset) {
        return open.window(offset);
    }

    /**
     * Where an offset is in its window.
     *
     * @param offset the offset in the memory
     * @return the offset in the window
     */
    public int inWindow(long offset) {
        return open.inWindow(offset);
    }

    /**
     * Asks the kernel whether a byte can be read, by a wake-up, which returns {@code EFAULT} for memory that is gone. The kernel
     * takes a number of 0 for 1: who waits on this very word wakes up for nothing, and waits again. The caller holds a use of the
     * memory.
     *
     * @param offset where it is, in bounds
     * @return false if another process has cut it off
     */
    public boolean isThere(long offset) {
        return EarlyLooks.isThere(Libc.get().futexes(), address + offset);
    }

    /**
     * Looks at a word right before a compare-and-set, where that may end the JVM (see {@link EarlyLooks}).
     *
     * @param offset where the word is
     * @throws InternalError if it was cut off, as a read throws it
     */
    public void look(long offset) {
        if (canBeCut) {
            looks.look(address + offset);
        }
    }

    /**
     * The error of an access to memory that is closed.
     *
     * @return to be thrown
     */
    public IllegalStateException closed() {
        return open.closed();
    }

    /**
     * Begins a wait on this memory. A close of the memory ends it first.
     *
     * @param call the call
     * @return the wait
     * @throws ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     */
    public KernelWait begin(BlockingCall call) {
        return waits.begin(call);
    }

    /**
     * What uses this memory and must end before it closes.
     *
     * @return the actions that a close runs first
     */
    public CloseActions closeActions() {
        return actions;
    }

    /** Ends what uses this memory and the waits on it, and then closes it. A second call does nothing. */
    public void closeWithWaits() {
        try {
            if (actions.close()) {
                actions.run();
            }
        } finally {
            closeBehindWaits();
        }
    }

    private void closeBehindWaits() {
        try {
            waits.close();
        } finally {
            close();
        }
    }

    @Override
    protected void endNow() {
        try {
            open.end();
        } finally {
            Reference.reachabilityFence(this); // an owner that closes was not dropped
        }
    }
}
