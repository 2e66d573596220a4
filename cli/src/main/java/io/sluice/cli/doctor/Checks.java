package io.sluice.cli.doctor;

import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.semaphore.SysvSemaphoreLimits;
import io.sluice.sharedmemory.SysvSharedMemoryLimits;
import io.sluice.sysvmsg.SysvMqLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The checks of this machine. */
final class Checks {
    private Checks() {}

    /** Those of limits. */
    static List<Check> limits() {
        SystemFiles files = SystemFiles.ofThisMachine();
        VisibleQueues queues = new VisibleQueues(MqueueFileSystem::queues);
        return List.of(
                new PosixQueueSettings(PosixMqLimits::read, queues),
                new QueueBytes(files, PosixMqLimits::read, queues),
                new SysvQueues(files, SysvMqLimits::read),
                new SysvSemaphores(files, SysvSemaphoreLimits::read),
                new SysvSegments(files, SysvSharedMemoryLimits::read),
                new SharedMemoryFolder(files, SharedMemoryFolder.Space::ofFileSystem),
                new PipeSettings(files),
                new OpenFiles(files),
                new InotifySettings(files),
                new PendingSignals(files),
                new Mappings(files));
    }

    /** All. */
    static List<Check> all() {
        SystemFiles files = SystemFiles.ofThisMachine();
        List<Check> all = new ArrayList<>(List.of(JavaRuntime.ofThisProcess()));
        all.addAll(limits());
        all.add(new QueueFolder(() -> MqueueFileSystem.find().mountPoint()));
        all.add(new Confinement(files));
        all.add(SystemCalls.ofThisMachine());
        all.add(new Clocks(files, Clock.systemUTC()));
        return all;
    }
}
