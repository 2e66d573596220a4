/**
 * Linux inter-process communication as Reactive Streams.
 *
 * <p>The BlockHound integration is not said to be provided here: a module that provides a service cannot be resolved
 * without the module of the service, and that one is optional.
 */
module io.sluice.reactor {
    requires transitive io.sluice.core;
    requires transitive reactor.core;
    requires transitive org.reactivestreams;
    requires static transitive org.jspecify;
    requires static reactor.blockhound;

    exports io.sluice.reactor;
    exports io.sluice.reactor.codec;
    exports io.sluice.reactor.inotify;
    exports io.sluice.reactor.lock;
    exports io.sluice.reactor.mqueue;
    exports io.sluice.reactor.pipe;
    exports io.sluice.reactor.process;
    exports io.sluice.reactor.ring;
    exports io.sluice.reactor.semaphore;
    exports io.sluice.reactor.sharedmemory;
    exports io.sluice.reactor.signal;
    exports io.sluice.reactor.sysvmsg;
    exports io.sluice.reactor.timerfd;
}
