package io.sluice.epoll;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watches of one loop by token: the slot in the lower half, a generation in the upper one. An event that was fetched
 * before its watch ended carries a token that is no longer valid, even if the slot was given away again.
 */
final class Watches {
    private record Slot(long token, Watch watch) {}

    private final List<@Nullable Slot> slots = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int generation;

    long add(Watch watch) {
        generation = (generation + 1) & Integer.MAX_VALUE; // keeps every token positive, unlike the waker's
        Integer index = free.poll();
        if (index == null) {
            index = slots.size();
            slots.add(null);
        }
        long token = (long) generation << Integer.SIZE | index;
        slots.set(index, new Slot(token, watch));
        return token;
    }

    @Nullable
    Watch get(long token) {
        int index = (int) token;
        if (index < 0 || index >= slots.size()) {
            return null;
        }
        Slot slot = slots.get(index);
        return slot != null && slot.token == token ? slot.watch : null;
    }

    void remove(Watch watch) {
        if (get(watch.token) == watch) {
            int index = (int) watch.token;
            slots.set(index, null);
            free.add(index);
        }
    }

    Collection<Watch> all() {
        List<Watch> all = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot != null) {
                all.add(slot.watch);
            }
        }
        return all;
    }
}
