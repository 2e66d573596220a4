package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Makes BlockHound know this library: event loop threads must not block, some calls of the library do block, and some
 * short waits inside the library are intended. {@link java.util.ServiceLoader} finds this class on the class path. A
 * program on the module path passes an instance to {@code BlockHound.install}.
 */
@SuppressWarnings("exports") // only who has BlockHound loads this class
public final class SluiceBlockHoundIntegration implements BlockHoundIntegration {
    /** For {@link java.util.ServiceLoader}. */
    public SluiceBlockHoundIntegration() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.nonBlockingThreadPredicate(current -> current.or(EventLoop::isEventLoopThread));

        // These read files or wait for a thread. None may be in a record: BlockHound cannot instrument records.
        builder.markAsBlocking("io.sluice.epoll.EventLoopThread", "awaitEnd", "(J)V");
        builder.markAsBlocking("io.sluice.files.LimitFile", "read", "(Ljava/nio/file/Path;)Ljava/util/OptionalInt;");
        builder.markAsBlocking("io.sluice.mqueue.MqueueFileSystem", "find", "()Lio/sluice/mqueue/MqueueFileSystem;");
        builder.markAsBlocking("io.sluice.mqueue.MqueueFileSystem", "list", "()Ljava/util/List;");
        builder.markAsBlocking("io.sluice.mqueue.MqueueFileSystem", "queues", "()Ljava/util/List;");
        builder.markAsBlocking(
                "io.sluice.mqueue.PosixMessageQueue", "permissions", "()Lio/sluice/mqueue/PosixMqPermissions;");
        builder.markAsBlocking(
                "io.sluice.sysvipc.IpcKey", "ofPath", "(Ljava/nio/file/Path;I)Lio/sluice/sysvipc/IpcKey;");

        // A cancel waits some microseconds until the interrupted thread has left the kernel: only then is it
        // certain that nothing more is sent or taken.
        builder.allowBlockingCallsInside("io.sluice.blocking.KernelWait", "interruptAndAwait");
        // And some nanoseconds for a call under way on the loop, which does not wait.
        builder.allowBlockingCallsInside("io.sluice.reactor.internal.queue.Operation", "awaitAttempt");
        builder.allowBlockingCallsInside("io.sluice.reactor.internal.source.Downstream", "awaitTake");
        // A loop that is ending runs its last tasks first, so that no other thread signals beside them.
        builder.allowBlockingCallsInside("io.sluice.epoll.EventLoopThread", "awaitLastTasks");
        // Some microseconds at the most, in which a busy queue is likely to go on.
        builder.allowBlockingCallsInside("io.sluice.reactor.internal.source.Spin", "goesOn");
        // Handing a call to a pooled thread may have to start the thread, and the first one loads the signal.
        builder.allowBlockingCallsInside("io.sluice.blocking.WakeSignal", "installed");
        builder.allowBlockingCallsInside("io.sluice.blocking.WaitingThreads", "execute");
        // The explanation of a failure reads the limits in force, and where one size is given, the default
        // of the other.
        builder.allowBlockingCallsInside("io.sluice.mqueue.MqErrors", "open");
        builder.allowBlockingCallsInside("io.sluice.inotify.InotifyErrors", "instance");
        builder.allowBlockingCallsInside("io.sluice.inotify.InotifyErrors", "watch");
        builder.allowBlockingCallsInside("io.sluice.mqueue.PosixMessageQueueBuilder", "shape");
        // Once in a JVM, to know where the kernel reports new queues.
        builder.allowBlockingCallsInside("io.sluice.mqueue.QueueAppearance", "folder");
    }
}
