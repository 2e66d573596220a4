package io.sluice.cli.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections that have not sent a good request yet. There is room for some of them, and for a time. If it is full, the one
 * that has waited longest goes: so connections that say nothing do not keep out one that does.
 */
final class WaitingRoom {
    private final int room;
    private final Duration patience;
    private final Map<Channel, Future<?>> waiting = new LinkedHashMap<>();

    WaitingRoom(int room, Duration patience) {
        this.room = room;
        this.patience = patience;
    }

    void enter(Channel channel) {
        Channel first = null;
        synchronized (waiting) {
            Future<?> deadline =
                    channel.eventLoop().schedule(() -> expire(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
            waiting.put(channel, deadline);
            if (waiting.size() > room) {
                first = waiting.keySet().iterator().next();
            }
        }
        channel.closeFuture().addListener(closed -> leave(channel));
        if (first != null) {
            expire(first);
        }
    }

    /** It has sent a good request. */
    void leave(Channel channel) {
        Future<?> deadline;
        synchronized (waiting) {
            deadline = waiting.remove(channel);
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void expire(Channel channel) {
        leave(channel);
        end(channel);
    }

    /** Nobody waits for the end of it. */
    static void end(Channel channel) {
        ChannelFuture unused = channel.close();
    }
}
