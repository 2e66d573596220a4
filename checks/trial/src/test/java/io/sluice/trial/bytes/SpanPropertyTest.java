package io.sluice.trial.bytes;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SpanPropertyTest {
    private static final int LAST_NANO = 999_999_999;
    private static SpanRules rules;

    @BeforeContainer
    static void open() {
        rules = new SpanRules();
    }

    @AfterContainer
    static void close() {
        rules.close();
    }

    @Property
    void anySpanAndTimeIsRefusedOrATimersSetting(
            @ForAll("spans") Duration delay, @ForAll("spans") Duration interval, @ForAll("times") Instant time) {
        rules.checkTimer(delay, interval, time);
        rules.checkTimers(delay, time);
    }

    @Property
    void anyTimeoutAndDeadlineIsRefusedOrKept(@ForAll("spans") Duration timeout, @ForAll("times") Instant deadline)
            throws Exception {
        rules.checkSend(timeout, deadline);
        rules.checkReceive(timeout);
        rules.checkKernelsDeadline(deadline);
    }

    @Provide
    Arbitrary<Duration> spans() {
        return anySpan();
    }

    static Arbitrary<Duration> anySpan() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.longs(), nanos()).as(SpanPropertyTest::span),
                Arbitraries.longs().map(Duration::ofNanos),
                Arbitraries.longs().map(Duration::ofMillis));
    }

    /** The last second cannot be carried over. */
    private static Duration span(long seconds, int nanos) {
        return Duration.ofSeconds(seconds).plusNanos(seconds == Long.MAX_VALUE ? 0 : nanos);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                                nanos())
                        .as(Instant::ofEpochSecond),
                Arbitraries.longs().map(Instant::ofEpochMilli),
                Arbitraries.longs().map(nanos -> Instant.EPOCH.plusNanos(nanos)));
    }

    private static Arbitrary<Integer> nanos() {
        return Arbitraries.integers().between(0, LAST_NANO);
    }
}
