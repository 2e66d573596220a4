package io.sluice.epoll;

import io.sluice.fd.internal.OwnedFd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The watches of one loop, by descriptor and by token. A token has the slot in the lower half and a generation in the
 * upper one. An event that was fetched before its watch ended carries a token that is no longer valid, even if the slot
 * was given away again.
 */
final class Watches {
    /** The token of the loop's own descriptor. */
    static final long WAKER_TOKEN = -1;

    private record Slot(long token, Watch watch) {}

    private final Map<OwnedFd, Watch> byDescriptor = new HashMap<>();
    private final List<@Nullable Slot> slots = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int generation;
    private boolean someEndedInRound;

    /** The watch of a descriptor. */
    @Nullable
    Watch of(OwnedFd fd) {
        return byDescriptor.get(fd);
    }

    void add(Watch watch) {
        generation = (generation + 1) & Integer.MAX_VALUE; // keeps every token positive, unlike the waker's
        Integer index = free.poll();
        if (index == null) {
            index = slots.size();
            slots.add(null);
        }
        watch.token = (long) generation << Integer.SIZE | index;
        slots.set(index, new Slot(watch.token, watch));
        byDescriptor.put(watch.fd(), watch);
    }

    private @Nullable Watch get(long token) {
        int index = (int) token;
        if (index < 0 || index >= slots.size()) {
            return null;
        }
        Slot slot = slots.get(index);
        return slot != null && slot.token == token ? slot.watch : null;
    }

    void remove(Watch watch) {
        byDescriptor.remove(watch.fd(), watch);
        if (get(watch.token) == watch) {
            int index = (int) watch.token;
            slots.set(index, null);
            free.add(index);
            someEndedInRound = true;
        }
    }

    /**
     * Dispatches the events of one {@code epoll_wait}.
     *
     * @return false if one of them is of a watch that was no longer there when the event was fetched
     */
    boolean dispatch(EpollInstance epoll, int ready) {
        someEndedInRound = false;
        boolean allKnown = true;
        for (int i = 0; i < ready; i++) {
            long token = epoll.token(i);
            Watch watch = get(token);
            if (watch != null) {
                watch.dispatch(epoll.events(i));
            } else if (token != WAKER_TOKEN) {
                allKnown = false;
            }
        }
        // A watch that ended in this round has given up its token, so its event finds none. The next round is clear.
        return allKnown || someEndedInRound;
    }

    /** Ends those whose descriptors were closed where there was no room to say so. */
    void endClosed() {
        for (Watch watch : all()) {
            if (!watch.fd().isOpen()) {
                watch.end(null);
            }
        }
    }

    List<Watch> all() {
        List<Watch> all = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot != null) {
                all.add(slot.watch);
            }
        }
        return all;
    }
}
