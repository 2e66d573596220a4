package io.sluice.trial.bytes;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class RingPropertyTest {
    private static RingRules rules;

    @BeforeContainer
    static void open() {
        rules = new RingRules();
    }

    @AfterContainer
    static void close() {
        rules.close();
    }

    @Property
    void anyTextIsANameOrRefused(@ForAll String name) {
        RingRules.checkName(name);
        RingRules.checkName("/" + name);
    }

    @Property
    void anyNumberIsACapacityAModeATypeAndALimitOrRefused(@ForAll("numbers") int number) {
        RingRules.checkNumber(number);
        rules.checkLimit(number);
    }

    @Property
    void anyBytesComeOutAsTheyWereOrAreTooMany(@ForAll("numbers") int type, @ForAll @Size(max = 600) byte[] payload) {
        rules.checkMessage(type, payload);
    }

    @Property(tries = 200)
    void anySpanIsATimeoutOrRefused(@ForAll("spans") Duration span) {
        rules.checkSpan(span);
        rules.checkStreams(span);
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers(),
                Arbitraries.integers().between(-2, 5),
                Arbitraries.integers().between(0, 31).map(shift -> 1 << shift));
    }

    @Provide
    Arbitrary<Duration> spans() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Duration::ofNanos),
                Arbitraries.longs().between(-2, 1000).map(Duration::ofNanos),
                Arbitraries.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE), Duration.ZERO));
    }
}
