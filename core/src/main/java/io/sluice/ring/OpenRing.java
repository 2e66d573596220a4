package io.sluice.ring;

import io.sluice.blocking.WaitSet;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileStatus;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.mapping.internal.MappedRegion;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ring that is open and mapped.
 *
 * @param fd its descriptor
 * @param region its memory, for system calls
 * @param memory its memory
 * @param name its name
 * @param kind how many producers it may have
 * @param settings how this process uses it
 */
record OpenRing(
        OwnedFd fd, MappedRegion region, RingMemory memory, String name, ProducerKind kind, RingSettings settings) {

    FileCalls files() {
        return Libc.get().files();
    }

    SleepWord consumerSleeps() {
        return new SleepWord(memory, region, RingLayout.CONSUMER_SLEEPS);
    }

    SleepWord producersSleep() {
        return new SleepWord(memory, region, RingLayout.PRODUCERS_SLEEP);
    }

    WaitSet newWaits() {
        return new WaitSet(name, settings.threads());
    }

    /** Whether another process has made the file shorter. False where that cannot be seen any more. */
    boolean isCut() {
        if (!fd.acquire()) {
            return false;
        }
        try {
            FileStatus found = FileStatus.ofDescriptor(files(), fd.number());
            return found != null && found.size() < region.size();
        } finally {
            fd.release();
        }
    }

    /** Uses the memory. The caller holds a use of it. */
    <T> T use(String call, Supplier<T> access) {
        try {
            return access.get();
        } catch (InternalError gone) {
            throw explained(call, gone);
        }
    }

    /** An error of the JVM: what it means where the memory is cut off, or else itself. */
    ErrnoException explained(String call, InternalError gone) {
        if (isCut()) {
            return RingErrors.cut(call, name);
        }
        throw gone;
    }

    /** Takes a lock that only one can have. */
    @Nullable
    RingLock tryLock(int place) {
        int number = fd.acquire("fcntl");
        try {
            return RingLock.tryLock(files(), number, name, place);
        } finally {
            fd.release();
        }
    }

    boolean isLocked(int place) {
        int number = fd.acquire("fcntl");
        try {
            return RingLock.isHeld(number, name, place);
        } finally {
            fd.release();
        }
    }

    /** What the header says about its consumer. */
    ConsumerProcess consumer() {
        return new ConsumerProcess(memory.intAt(RingLayout.CONSUMER_PID), memory.longAt(RingLayout.CONSUMER_START));
    }

    void setConsumer(ConsumerProcess process) {
        memory.setInt(RingLayout.CONSUMER_PID, process.pid());
        memory.setLong(RingLayout.CONSUMER_START, process.start());
    }
}
