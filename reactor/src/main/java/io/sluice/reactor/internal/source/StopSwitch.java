package io.sluice.reactor.internal.source;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of one receiver, to stop them all. A stream that begins when they were stopped is stopped as well. */
public final class StopSwitch {
    private final Set<Downstream<?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** A switch without streams. */
    public StopSwitch() {}

    /** Adds a stream that begins. */
    void add(Downstream<?> stream) {
        streams.add(stream);
        if (stopped) { // behind the add: whoever stops at this moment finds the stream, or this finds the stop
            stream.stop();
        }
    }

    /** Removes a stream that has ended. */
    void remove(Downstream<?> stream) {
        streams.remove(stream);
    }

    /** Stops all streams, those that begin later included. When this returns, none of them takes anything any more. */
    public void stop() {
        stopped = true;
        streams.forEach(Downstream::stop);
    }

    /** Whether {@link #stop()} was called. */
    public boolean isStopped() {
        return stopped;
    }
}
