package io.sluice.ring;

import io.sluice.errno.Errno;
import io.sluice.files.FileStatus;
import io.sluice.libc.FileCalls;
import io.sluice.memory.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the header of a ring says about all of it. It never changes.
 *
 * @param kind how many producers it may have
 * @param capacity the bytes of all records
 */
record RingHeader(ProducerKind kind, int capacity) {
    /** How many bytes the memory of such a ring has. */
    int size() {
        return RingLayout.size(capacity);
    }

    /** Writes it to the beginning of a new file. Returns 0, or the negated error. */
    int write(FileCalls files, int number) {
        NativeMemory memory = NativeMemory.allocate(RingLayout.CONSUMER_PID);
        memory.bytes()
                .putLong(RingLayout.MAGIC, RingLayout.MAGIC_VALUE)
                .putInt(RingLayout.VERSION, RingLayout.VERSION_VALUE)
                .putInt(RingLayout.KIND, kind.number())
                .putLong(RingLayout.CAPACITY, capacity);
        long written = files.write(number, memory.address(), RingLayout.CONSUMER_PID);
        memory.keepAlive();
        if (written < 0) {
            return (int) written;
        }
        return written == RingLayout.CONSUMER_PID ? 0 : -Errno.ENOSPC.number();
    }

    /** Reads that of an open file, and checks that the file is a ring. */
    static RingHeader read(FileCalls files, int number, String name) {
        NativeMemory memory = NativeMemory.allocate(RingLayout.CONSUMER_PID);
        long read = files.pread(number, memory.address(), RingLayout.CONSUMER_PID, 0);
        memory.keepAlive();
        ByteBuffer bytes = memory.bytes();
        if (read < RingLayout.CONSUMER_PID || bytes.getLong(RingLayout.MAGIC) != RingLayout.MAGIC_VALUE) {
            throw RingErrors.noRing(name, "it does not begin with the mark of one.");
        }
        int version = bytes.getInt(RingLayout.VERSION);
        if (version != RingLayout.VERSION_VALUE) {
            throw RingErrors.newer(name, version);
        }
        long capacity = bytes.getLong(RingLayout.CAPACITY);
        if (!RingLayout.isCapacity(capacity)) {
            throw RingErrors.noRing(
                    name,
                    "its header says that the capacity is " + capacity + ", which is no power of two from "
                            + RingLayout.SMALLEST_CAPACITY + " to " + RingLayout.LARGEST_CAPACITY + ".");
        }
        FileStatus found = FileStatus.ofDescriptor(files, number);
        long size = found == null ? 0 : found.size();
        if (size != RingLayout.size((int) capacity)) {
            throw RingErrors.noRing(
                    name,
                    "it has " + size + " bytes, and a ring with the capacity " + capacity + " has "
                            + RingLayout.size((int) capacity) + ". Another process has cut it off or enlarged it.");
        }
        int kind = bytes.getInt(RingLayout.KIND);
        Optional<ProducerKind> known = Arrays.stream(ProducerKind.values())
                .filter(each -> each.number() == kind)
                .findFirst();
        return new RingHeader(
                known.orElseThrow(
                        () -> RingErrors.noRing(name, "its header has the unknown kind of producers " + kind + ".")),
                (int) capacity);
    }
}
