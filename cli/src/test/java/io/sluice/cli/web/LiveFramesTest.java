package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a page gets of the frames. */
class LiveFramesTest {
    @Test
    void aPageThatIsSlowGetsTheNewestFrameAndMissesThoseBefore() {
        Sinks.Many<byte[]> frames = Sinks.many().multicast().directBestEffort();
        List<Byte> written = new ArrayList<>();
        List<Sinks.Empty<Void>> taken = new ArrayList<>();
        Disposable page = LiveFrames.written(frames.asFlux(), frame -> {
                    written.add(frame[0]);
                    taken.add(Sinks.empty());
                    return taken.get(taken.size() - 1).asMono();
                })
                .subscribe();
        for (byte frame = 1; frame <= 5; frame++) {
            frames.tryEmitNext(new byte[] {frame}).orThrow();
        }
        assertThat(written).containsExactly((byte) 1);
        taken.get(0).tryEmitEmpty();
        assertThat(written).containsExactly((byte) 1, (byte) 5);
        taken.get(1).tryEmitEmpty();
        assertThat(written).hasSize(2);
        page.dispose();
    }

    @Test
    void pagesShareTheLooksAndAStuckOneHoldsNobodyUp() {
        AtomicInteger good = new AtomicInteger();
        try (LiveFrames frames = new LiveFrames(List.of(), Duration.ofMillis(10))) {
            Disposable stuck = frames.writtenBy(frame -> Mono.never()).subscribe();
            Disposable reading = frames.writtenBy(frame -> Mono.fromRunnable(good::incrementAndGet))
                    .subscribe();
            Bounds.await("frames").until(() -> good.get() >= 5);
            stuck.dispose();
            reading.dispose();
        }
    }
}
