package io.sluice.cli.web;

import io.sluice.cli.overview.Overview;
import io.sluice.cli.overview.Snapshot;
import io.sluice.cli.overview.SnapshotLines;
import io.sluice.reactor.timerfd.Timers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The snapshots as server-sent events. One look is for all pages, and nobody looks while there is none. */
final class LiveFrames implements AutoCloseable {
    /** A page that is loaded again finds the looks still going on, and so has rates at once. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Scheduler looker = Schedulers.newSingle("sluice-web-look", true);
    private final Overview overview;
    private final Flux<byte[]> frames;

    LiveFrames(List<Path> fifos, Duration interval) {
        overview = new Overview(fifos);
        Flux<Long> ticks = Flux.defer(() -> Timers.create().every(interval)).map(expired -> expired.count());
        frames = Flux.concat(Mono.just(1L), ticks)
                .onBackpressureDrop()
                .publishOn(looker, 1)
                .map(tick -> frame(overview.look()))
                .replay(1)
                .refCount(1, GRACE);
    }

    /** For one page, for ever. */
    Mono<Void> writtenBy(Function<byte[], Mono<Void>> page) {
        return written(frames, page);
    }

    /** The next frame is asked for when the page has taken the one before. Who is slow gets the newest one, and misses others. */
    static Mono<Void> written(Flux<byte[]> frames, Function<byte[], Mono<Void>> page) {
        return frames.onBackpressureLatest().concatMap(page, 0).then();
    }

    private static byte[] frame(Snapshot snapshot) {
        return SnapshotLines.json(snapshot, snapshot.objects()).stream()
                .collect(Collectors.joining("\ndata:", "data:", "\n\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        looker.disposeGracefully().timeout(PATIENCE).onErrorComplete().block();
        overview.close();
    }
}
