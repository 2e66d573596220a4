package io.sluice.cli.overview;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at all objects again and again. Each look after the first one has rates. One thread at a time looks. */
public final class Overview implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Comparator<IpcObject> ORDER = Comparator.comparing(
                    (IpcObject object) -> object.identity().kind())
            .thenComparing(object -> object.identity().name());

    private final List<Path> fifos;
    private final Map<ObjectIdentity, IpcObject> before = new HashMap<>();
    private final OpenSemaphores semaphores = new OpenSemaphores();
    private @Nullable Long lastNanos;

    /**
     * No look was taken yet.
     *
     * @param fifos the FIFOs to look at as well
     */
    public Overview(List<Path> fifos) {
        this.fifos = List.copyOf(fifos);
    }

    /**
     * Looks at all objects. It reads files of all processes, so it is not for an event loop's thread.
     *
     * @return what there is now
     */
    public Snapshot look() {
        long nanos = System.nanoTime();
        double seconds = lastNanos == null ? 0 : (nanos - lastNanos) / NANOS_PER_SECOND;
        KernelObjects kernel = KernelObjects.listed(semaphores);
        List<Observed> all = new ArrayList<>(kernel.objects());
        all.addAll(WatchedFifos.listed(fifos));
        semaphores.keep(
                all.stream().map(Observed::target).filter(Objects::nonNull).collect(Collectors.toSet()));
        ProcessScan processes = ProcessScan.of(all);
        List<IpcObject> objects = all.stream()
                .map(each -> object(each, processes))
                .map(each -> since(each, seconds))
                .sorted(ORDER)
                .toList();
        before.clear();
        objects.forEach(each -> before.put(each.identity(), each));
        lastNanos = nanos;
        return new Snapshot(Instant.now(), objects, List.copyOf(kernel.problems()), processes.hidden());
    }

    /** Closes what is kept open between looks. A look by another thread may be under way. */
    @Override
    public void close() {
        semaphores.close();
    }

    private IpcObject since(IpcObject now, double seconds) {
        IpcObject earlier = before.get(now.identity());
        return earlier == null ? now : now.since(earlier, seconds);
    }

    private static IpcObject object(Observed observed, ProcessScan processes) {
        ObjectKind kind = observed.identity().kind();
        boolean isOpened = kind != ObjectKind.SYSV_QUEUE && kind != ObjectKind.SYSV_SEMAPHORES;
        FoundProcesses holders = processes.holders(observed);
        Fill fill = kind == ObjectKind.FIFO ? WatchedFifos.fill(observed, holders.processes()) : observed.fill();
        return new IpcObject(
                observed.identity(),
                fill,
                null,
                observed.lastSendTime(),
                observed.lastReceiveTime(),
                isOpened ? holders : null,
                processes.waiters(observed));
    }
}
