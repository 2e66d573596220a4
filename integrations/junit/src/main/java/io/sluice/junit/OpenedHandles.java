package io.sluice.junit;

import io.sluice.fd.OpenedHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The handles that this JVM has opened while tests were checked, and the checks that run now. */
final class OpenedHandles {
    /** Closed handles are kept for the names in them, but not without end: each has a stack trace. */
    private static final int MANY = 10_000;

    private final QueueFolder queues;
    private final Duration patience;
    private final List<LeakWatch> active = new ArrayList<>();
    private final Set<OpenedHandle> opened = new LinkedHashSet<>();
    /** What else was reported: identifiers of System V objects, and threads. */
    private final Set<Object> reportedOthers = new HashSet<>();

    private int room = MANY;
    /** Checks that look at what their tests have left. */
    private int ending;
    /** What there was when the first of the active checks began. */
    private @Nullable SystemSnapshot beforeAll;

    OpenedHandles(QueueFolder queues, Duration patience) {
        this.queues = queues;
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    SystemSnapshot lookAtSystem() {
        return SystemSnapshot.now(queues);
    }

    /** Those that no check has reported. */
    synchronized <T> List<T> unreported(Set<T> objects) {
        return objects.stream()
                .filter(object -> !reportedOthers.contains(object))
                .toList();
    }

    /** A handle was opened, by any thread. */
    synchronized void add(OpenedHandle handle) {
        if (!active.isEmpty()) {
            opened.add(handle);
            if (opened.size() >= room) {
                opened.removeIf(each -> !each.isOpen() && !each.wasDropped());
                room = Math.max(MANY, opened.size() * 2);
            }
        }
    }

    synchronized void begin(LeakWatch watch) {
        if (active.isEmpty()) {
            beforeAll = watch.before();
        }
        for (LeakWatch other : active) {
            if (!other.isRelatedTo(watch)) {
                other.overlaps();
                watch.overlaps();
            }
        }
        watch.ignore(opened);
        active.add(watch);
    }

    /** Those that are neither reported nor older than the check. */
    synchronized List<OpenedHandle> since(Set<OpenedHandle> older) {
        return opened.stream().filter(handle -> !older.contains(handle)).toList();
    }

    /**
     * The test has ended, and is looked at. Of tests that end at the same time, exactly one is the last.
     *
     * @return what there was before this test and all that ran beside it; null if some of those still run
     */
    synchronized @Nullable SystemSnapshot leave(LeakWatch watch) {
        active.remove(watch);
        ending++;
        return active.stream().allMatch(other -> other.isRelatedTo(watch)) ? beforeAll : null;
    }

    /**
     * The check is over.
     *
     * @param reported handles and other objects that no other check is to report
     * @param older handles that were opened before it began
     * @param all whether whatever was opened since the check began was its own, and is not looked at any more
     */
    synchronized void end(Set<Object> reported, Set<OpenedHandle> older, boolean all) {
        opened.removeIf(reported::contains);
        reportedOthers.addAll(reported);
        ending--;
        if (active.isEmpty() && ending == 0) {
            opened.clear();
            reportedOthers.clear();
        } else if (all) {
            opened.removeIf(handle -> !handle.isOpen() && !older.contains(handle));
        }
    }
}
