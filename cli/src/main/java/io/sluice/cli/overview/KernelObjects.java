package io.sluice.cli.overview;

import io.sluice.cli.overview.Fill.Unit;
import io.sluice.cli.overview.Target.Space;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqAttributes;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreStatus;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SharedMemoryInfo;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists the objects of the IPC namespace, and what they tell of themselves. A kind that cannot be listed is a problem. */
final class KernelObjects {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    /** Each semaphore of a set costs two calls. */
    private static final int LARGEST_COUNTED_SET = 64;

    private final List<Observed> objects = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private final OpenSemaphores semaphores;

    private KernelObjects(OpenSemaphores semaphores) {
        this.semaphores = semaphores;
    }

    static KernelObjects listed(OpenSemaphores semaphores) {
        KernelObjects found = new KernelObjects(semaphores);
        found.add(found::posixQueues);
        found.add(() -> SysvMessageQueue.list().forEach(found::sysvQueue));
        found.add(() -> PosixSemaphore.list().forEach(found::posixSemaphore));
        found.add(() -> SysvSemaphoreSet.list().forEach(found::semaphoreSet));
        found.add(() -> SharedMemory.list().forEach(found::posixMemory));
        found.add(() -> SysvSharedMemory.list().forEach(found::sysvMemory));
        return found;
    }

    List<Observed> objects() {
        return objects;
    }

    List<String> problems() {
        return problems;
    }

    private void add(Runnable kind) {
        try {
            kind.run();
        } catch (ErrnoException | UncheckedIOException notToBeListed) {
            problems.add(Objects.requireNonNullElse(notToBeListed.getMessage(), notToBeListed.toString()));
        }
    }

    private void posixQueues() {
        MqueueFileSystem mounted = mounted();
        for (MqueueFileSystem.Entry entry : mounted == null ? MqueueFileSystem.queues() : mounted.list()) {
            String file = entry.name().substring(1);
            Target target =
                    mounted == null ? null : Target.ofFile(mounted.mountPoint().resolve(file));
            objects.add(Observed.file(ObjectKind.POSIX_QUEUE, entry.name(), target, fill(entry.attributes())));
        }
    }

    /** Null where only root can list the queues; then nobody finds out whose descriptors are theirs. */
    private static @Nullable MqueueFileSystem mounted() {
        try {
            return MqueueFileSystem.find();
        } catch (ErrnoException notMounted) {
            return null;
        }
    }

    private static Fill fill(@Nullable PosixMqAttributes queue) {
        if (queue == null) {
            return Fill.unknown(Unit.MESSAGES);
        }
        long messages = queue.currentMessages();
        return new Fill(messages, (long) queue.maxMessages(), Unit.MESSAGES, messages);
    }

    private void sysvQueue(SysvMqStatus queue) {
        objects.add(new Observed(
                identity(ObjectKind.SYSV_QUEUE, queue.id(), queue.key()),
                new Fill(queue.bytes(), queue.maxBytes(), Unit.BYTES, queue.messages()),
                Target.sysv(Space.SYSV_QUEUE, queue.id()),
                queue.lastSendTime(),
                queue.lastReceiveTime(),
                null,
                null));
    }

    private void posixSemaphore(String name) {
        Target file = Target.ofFile(SHARED_MEMORY.resolve("sem." + name.substring(1)));
        if (file != null) {
            Fill fill = new Fill(semaphores.permits(name, file), null, Unit.PERMITS, null);
            objects.add(Observed.file(ObjectKind.POSIX_SEMAPHORE, name, file, fill));
        }
    }

    private void semaphoreSet(SysvSemaphoreStatus set) {
        Long permits = null;
        Long waiting = null;
        try (SysvSemaphoreSet opened = SysvSemaphoreSet.openById(set.id())) {
            permits = Arrays.stream(opened.values()).asLongStream().sum();
            waiting = set.size() > LARGEST_COUNTED_SET ? null : waiting(opened);
        } catch (ErrnoException | IllegalArgumentException notReadableOrGone) {
            // What the list has said of it remains.
        }
        objects.add(new Observed(
                identity(ObjectKind.SYSV_SEMAPHORES, set.id(), set.key()),
                new Fill(permits, null, Unit.PERMITS, null),
                Target.sysv(Space.SYSV_SEMAPHORES, set.id()),
                null,
                null,
                null,
                waiting));
    }

    private static long waiting(SysvSemaphoreSet set) {
        long waiting = 0;
        for (int i = 0; i < set.size(); i++) {
            waiting += set.waiters(i) + set.waitersForZero(i);
        }
        return waiting;
    }

    private void posixMemory(String name) {
        try {
            SharedMemoryInfo memory = SharedMemory.info(name);
            objects.add(Observed.file(
                    ObjectKind.POSIX_MEMORY,
                    name,
                    Target.ofFile(SHARED_MEMORY.resolve(name.substring(1))),
                    new Fill(memory.allocated(), memory.size(), Unit.BYTES, null)));
        } catch (ErrnoException | IllegalArgumentException gone) {
            // Unlinked since it was listed, or no name of shared memory.
        }
    }

    private void sysvMemory(SysvSharedMemoryStatus memory) {
        objects.add(new Observed(
                identity(ObjectKind.SYSV_MEMORY, memory.id(), memory.key()),
                new Fill(memory.size(), null, Unit.BYTES, null),
                Target.sysv(Space.SYSV_MEMORY, memory.id()),
                null,
                null,
                memory.attachCount(),
                null));
    }

    private static ObjectIdentity identity(ObjectKind kind, int id, IpcKey key) {
        return new ObjectIdentity(kind, Integer.toString(id), key.isPrivate() ? null : key.toString(), id);
    }
}
