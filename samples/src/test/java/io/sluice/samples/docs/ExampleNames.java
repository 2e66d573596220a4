package io.sluice.samples.docs;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.inotify.FolderWatch;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.timerfd.TimerFd;
import java.nio.file.Path;
import reactor.core.publisher.Flux;

/**
 * The names that an example in Javadoc may use without declaring them, so that it shows one thing only. A reader knows what
 * each is from its name. An example that declares one of them itself hides it.
 */
public abstract class ExampleNames {
    protected PosixMessageQueue queue;
    protected PosixMqReceiver receiver;
    protected PosixMqSender sender;
    protected SysvMessageQueue sysvQueue;
    protected SysvMqReceiver sysvReceiver;
    protected SysvMqSender sysvSender;
    protected TimerFd timer;
    protected WatchedProcess process;
    protected PipeReadEnd readEnd;
    protected Flux<byte[]> records;
    protected long pid;
    protected FolderWatch watch;
    protected Path path;
    protected EventLoop loop;
    protected ReadinessHandler handler;
    protected WaitHandler waitHandler;
    protected BlockingCall call;
}
