package io.sluice.trial.bytes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SegmentPropertyTest {
    @Property
    void anyNumberIsASizeOrRefused(@ForAll("sizes") long size) {
        SegmentRules.checkSize(size);
    }

    @Property
    void anyNumberIsAModeAndASegmentOrRefused(@ForAll("numbers") int number) {
        SegmentRules.checkMode(number);
        SegmentRules.checkId(number);
        SegmentRules.checkKey(number);
    }

    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-2, 10_000),
                Arbitraries.of(1L << 31, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers(), Arbitraries.integers().between(-2, 5), Arbitraries.of(0777, 01000));
    }
}
