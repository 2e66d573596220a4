package io.sluice.junit;

import io.sluice.epoll.EventLoop;
import io.sluice.fd.OpenedHandle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks one test or one class for what it has left behind. JUnit closes it with the test's context, behind all callbacks of other
 * extensions.
 */
final class LeakWatch implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final OpenedHandles handles;
    private final TestPlace place;
    private final SystemSnapshot before;
    private final Set<OpenedHandle> older = new HashSet<>();
    /** Whether another test ran at the same time, so that not all that happened was this one's. */
    private volatile boolean overlapped;

    private LeakWatch(OpenedHandles handles, TestPlace place) {
        this.handles = handles;
        this.place = place;
        before = handles.lookAtSystem();
    }

    static LeakWatch begin(OpenedHandles handles, TestPlace place) {
        LeakWatch watch = new LeakWatch(handles, place);
        handles.begin(watch);
        return watch;
    }

    SystemSnapshot before() {
        return before;
    }

    /** Whether one of the two is a part of the other. */
    boolean isRelatedTo(LeakWatch other) {
        return place.isIn(other.place) || other.place.isIn(place);
    }

    void overlaps() {
        overlapped = true;
    }

    /** These were opened before. */
    void ignore(Set<OpenedHandle> earlier) {
        older.addAll(earlier);
    }

    /** Fails with what is left, once it had time to end. */
    @Override
    public void close() {
        SystemSnapshot beforeAll = handles.leave(this);
        long start = System.nanoTime();
        Found found = look(beforeAll);
        while (!found.texts.isEmpty()
                && System.nanoTime() - start < handles.patience().toNanos()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            found = look(beforeAll);
        }
        handles.end(found.reported, older, !overlapped);
        if (!found.texts.isEmpty()) {
            AssertionError error = new AssertionError(
                    place + " has left behind" + beside() + ":\n- " + String.join("\n- ", found.texts));
            found.openings.forEach(error::addSuppressed);
            throw error;
        }
    }

    private String beside() {
        return overlapped ? ", or a test that ran at the same time has" : "";
    }

    /** What is found at one look: the lines of the report, the handles in it, and where they were opened. */
    private record Found(List<String> texts, Set<Object> reported, List<Throwable> openings) {}

    private Found look(@Nullable SystemSnapshot beforeAll) {
        Found found = new Found(new ArrayList<>(), new HashSet<>(), new ArrayList<>());
        boolean certain = !overlapped;
        // Of classes that ran at the same time, the last one reports what nobody's stack trace explains.
        boolean last = !certain && place.isOutermost() && beforeAll != null;
        List<OpenedHandle> mine = handles.since(last ? Set.of() : older).stream()
                .filter(handle -> certain || last || place.opened(handle))
                .toList();
        for (OpenedHandle handle : mine) {
            if (handle.isOpen() || handle.wasDropped()) {
                String how = handle.isOpen() ? " is still open" : " became garbage and was never closed";
                addOpened(found, "the handle of " + handle.description() + how, handle);
            }
        }
        SystemSnapshot now = handles.lookAtSystem();
        SystemSnapshot earlier = last && beforeAll != null ? beforeAll : before;
        addObjects(found, mine, earlier, now);
        if (certain || last) {
            handles.unreported(minus(now.own(), earlier.own()))
                    .forEach(object -> add(found, object + " exists", object));
            handles.unreported(minus(now.threads(), earlier.threads()))
                    .forEach(thread -> add(found, describe(thread), thread));
        }
        return found;
    }

    /** Another process may have made objects as well. What this one has opened, and what was not there before, is the test's. */
    private void addObjects(Found found, List<OpenedHandle> mine, SystemSnapshot earlier, SystemSnapshot now) {
        Map<String, OpenedHandle> byName = mine.stream()
                .collect(Collectors.toMap(OpenedHandle::description, handle -> handle, (first, second) -> first));
        for (SystemSnapshot.NamedObject object : minus(now.named(), earlier.named())) {
            OpenedHandle handle = byName.get(object.name());
            if (handle != null) {
                addOpened(found, object + " exists: it was not unlinked", handle);
            }
        }
    }

    private void addOpened(Found found, String text, OpenedHandle handle) {
        found.texts.add(text + "; opened " + place.describe(handle.opening()));
        if (found.reported.add(handle)) {
            found.openings.add(handle.opening());
        }
    }

    private static void add(Found found, String text, Object reported) {
        found.texts.add(text);
        found.reported.add(reported);
    }

    private static String describe(Thread thread) {
        return EventLoop.isEventLoopThread(thread)
                ? "the event loop " + thread.getName() + " was not closed"
                : "the thread " + thread.getName() + " still waits in the kernel";
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> earlier) {
        Set<T> added = new HashSet<>(all);
        added.removeAll(earlier);
        return added;
    }
}
