package io.sluice.samples.docs;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.fd.OpenedHandle;
import io.sluice.inotify.FolderWatch;
import io.sluice.junit.CProgram;
import io.sluice.junit.IpcNamespace;
import io.sluice.junit.IpcScope;
import io.sluice.junit.JavaProgram;
import io.sluice.kafka.Journal;
import io.sluice.lock.LockFile;
import io.sluice.mapping.MappedMemory;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingProducer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.timerfd.TimerFd;
import java.nio.file.Path;
import reactor.core.publisher.Flux;

/**
 * The names that an example in Javadoc may use without declaring them, so that it shows one thing only. A reader knows what
 * each is from its name. An example that declares one of them itself hides it.
 */
public abstract class ExampleNames {
    protected CProgram program;
    protected IpcNamespace namespace;
    protected IpcScope scope;
    protected JavaProgram javaProgram;
    protected OpenedHandle handle;
    protected PosixMessageQueue queue;
    protected PosixMqReceiver receiver;
    protected PosixMqSender sender;
    protected SysvMessageQueue sysvQueue;
    protected SysvMqReceiver sysvReceiver;
    protected SysvMqSender sysvSender;
    protected SysvSemaphoreSet set;
    protected SysvSharedMemory segment;
    protected Journal journal;
    protected Ring ring;
    protected RingConsumer consumer;
    protected RingProducer producer;
    protected TimerFd timer;
    protected WatchedProcess process;
    protected PipeReadEnd readEnd;
    protected Flux<byte[]> records;
    protected long pid;
    protected FolderWatch watch;
    protected PosixSemaphore semaphore;
    protected LockFile file;
    protected MappedMemory memory;
    protected SemaphoreAcquirer acquirer;
    protected FileLocker locker;
    protected byte[] payload;
    protected Path path;
    protected EventLoop loop;
    protected ReadinessHandler handler;
    protected WaitHandler waitHandler;
    protected BlockingCall call;
}
