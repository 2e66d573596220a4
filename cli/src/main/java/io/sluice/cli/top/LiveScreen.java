package io.sluice.cli.top;

import io.sluice.cli.command.SignalledWait;
import io.sluice.cli.overview.Overview;
import io.sluice.cli.overview.Snapshot;
import io.sluice.cli.overview.SortOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks again and again, and draws, until a key or a signal ends it. */
final class LiveScreen {
    private final TerminalScreen screen;
    private final Overview overview;
    private final Duration interval;
    private final BlockingQueue<ScreenEvent> events = new LinkedBlockingQueue<>();
    private final boolean colours;
    private final Scroll scroll = new Scroll();
    private SortOrder order;

    private LiveScreen(TerminalScreen screen, Overview overview, SortOrder order, Duration interval) {
        this.screen = screen;
        this.overview = overview;
        this.order = order;
        this.interval = interval;
        String noColor = System.getenv("NO_COLOR");
        colours = noColor == null || noColor.isEmpty();
    }

    static Integer show(Overview overview, SortOrder order, Duration interval) {
        try (TerminalScreen screen = TerminalScreen.open()) {
            LiveScreen live = new LiveScreen(screen, overview, order, interval);
            screen.listen(live.events::add);
            Mono<Boolean> quit = Mono.fromCallable(live::run).subscribeOn(Schedulers.boundedElastic());
            return new SignalledWait().await(quit, done -> {});
        }
    }

    private Boolean run() throws InterruptedException {
        boolean quit = false;
        while (!quit) {
            long start = System.nanoTime();
            Snapshot snapshot = overview.look();
            draw(snapshot);
            quit = handle(snapshot, start);
        }
        return true;
    }

    /** Until the next look is due, or somebody wants to quit. */
    private boolean handle(Snapshot snapshot, long start) throws InterruptedException {
        ScreenEvent event = next(start);
        while (event != null && event.kind() != ScreenEvent.Kind.QUIT) {
            handle(event);
            draw(snapshot);
            event = next(start);
        }
        return event != null;
    }

    private @Nullable ScreenEvent next(long start) throws InterruptedException {
        return events.poll(interval.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
    }

    private void handle(ScreenEvent event) {
        int page = Math.max(1, View.room(screen.rows()));
        switch (event.kind()) {
            case SORT -> {
                order = Objects.requireNonNull(event.order());
                scroll.toTop();
            }
            case UP -> scroll.by(-1);
            case DOWN -> scroll.by(1);
            case PAGE_UP -> scroll.by(-page);
            case PAGE_DOWN -> scroll.by(page);
            case FIRST -> scroll.toTop();
            case RESIZED -> screen.resize();
            case QUIT -> throw new IllegalStateException("handled by the caller");
        }
    }

    private void draw(Snapshot snapshot) {
        View view = new View(screen.columns(), screen.rows(), colours);
        screen.draw(view.lines(snapshot, order, interval, scroll));
    }
}
