package io.sluice.trial.bytes;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SemaphorePropertyTest {
    private static SemaphoreRules rules;

    @BeforeContainer
    static void create() {
        rules = new SemaphoreRules();
    }

    @AfterContainer
    static void close() {
        rules.close();
    }

    @Property
    void anyTextIsANameOrRefused(@ForAll String name) {
        SemaphoreRules.checkName(name);
    }

    @Property
    void anyTextBehindASlashIsANameOrRefused(@ForAll String name) {
        SemaphoreRules.checkName("/" + name);
    }

    @Property
    void anyNumberIsAValueAndAModeOrRefused(@ForAll("numbers") int number) {
        SemaphoreRules.checkNumber(number);
    }

    @Property
    void anyNumbersAreAnOperationOrRefused(
            @ForAll("numbers") int index, @ForAll("numbers") int number, @ForAll boolean undo) {
        SemaphoreRules.checkOperation(index, number, undo);
    }

    @Property
    void anyIndexIsOfTheSetOrRefused(@ForAll("numbers") int index) {
        rules.checkIndex(index);
    }

    @Property
    void anyValueIsSetOrRefused(@ForAll("numbers") int index, @ForAll("numbers") int value) {
        rules.checkSetValue(index, value);
    }

    @Property
    void anyNumberIsASetOrAnError(@ForAll("numbers") int number) {
        SemaphoreRules.checkId(number);
        SemaphoreRules.checkKey(number);
    }

    @Property
    void anyTimeoutIsRefusedOrKept(@ForAll("timeouts") Duration timeout) throws Exception {
        rules.checkTimeout(timeout);
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers(),
                Arbitraries.integers().between(-2, 5),
                Arbitraries.of(0777, 01000, 32_767, 32_768, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE));
    }

    @Provide
    Arbitrary<Duration> timeouts() {
        return SpanPropertyTest.anySpan();
    }
}
