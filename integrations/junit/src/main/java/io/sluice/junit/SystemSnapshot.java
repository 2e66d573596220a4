package io.sluice.junit;

import io.sluice.epoll.EventLoop;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the system has at one moment.
 *
 * @param named objects with names of the file system, which other processes may have made as well
 * @param own System V objects that this process has made or used
 * @param threads event loops, and threads that wait in the kernel
 */
record SystemSnapshot(Set<NamedObject> named, Set<String> own, Set<Thread> threads) {
    /**
     * An object that has a name.
     *
     * @param kind what it is
     * @param name its name
     */
    record NamedObject(String kind, String name) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /** It lasts as long as the JVM. */
    private static final String SHARED_LOOP = "sluice-loop";

    private static final String WAITER = "sluice-waiter-";

    static SystemSnapshot now(QueueFolder queues) {
        Set<NamedObject> named = new HashSet<>();
        add(named, "message queue", queues.names());
        add(named, "semaphore", PosixSemaphore.list());
        add(named, "shared memory", SharedMemory.list());
        return new SystemSnapshot(named, sysvObjects(), busyThreads());
    }

    private static void add(Set<NamedObject> all, String kind, List<String> names) {
        names.forEach(name -> all.add(new NamedObject(kind, name)));
    }

    /** Who has made a semaphore set, or a queue that nobody has used, is not known. */
    private static Set<String> sysvObjects() {
        long self = ProcessHandle.current().pid();
        Set<String> own = new HashSet<>();
        for (SysvMqStatus queue : SysvMessageQueue.list()) {
            if (queue.lastSender() == self || queue.lastReceiver() == self) {
                own.add("System V message queue " + queue.id() + " with the key " + queue.key());
            }
        }
        for (SysvSharedMemoryStatus memory : SysvSharedMemory.list()) {
            if (memory.creator() == self) {
                own.add("System V shared memory " + memory.id() + " with the key " + memory.key());
            }
        }
        return own;
    }

    private static Set<Thread> busyThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(threads);
        Set<Thread> busy = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            // A pooled thread that waits in the kernel counts as running in the eyes of the JVM; one that waits for
            // work does not.
            boolean waits = thread.getName().startsWith(WAITER) && thread.getState() == Thread.State.RUNNABLE;
            boolean loops =
                    EventLoop.isEventLoopThread(thread) && !thread.getName().equals(SHARED_LOOP);
            if (waits || loops) {
                busy.add(thread);
            }
        }
        return busy;
    }
}
