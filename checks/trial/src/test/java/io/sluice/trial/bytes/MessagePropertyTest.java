package io.sluice.trial.bytes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class MessagePropertyTest {
    private static MessageRules rules;

    @BeforeContainer
    static void open() {
        rules = new MessageRules();
    }

    @AfterContainer
    static void close() {
        rules.close();
    }

    @Property
    void anyPosixMessageIsRefusedOrArrivesUnchanged(
            @ForAll @Size(max = 80) byte[] payload, @ForAll("priorities") int priority, @ForAll boolean direct) {
        rules.checkPosix(payload, priority, direct);
    }

    @Property
    void anySystemVMessageIsRefusedOrArrivesUnchanged(
            @ForAll long type, @ForAll @Size(max = 80) byte[] payload, @ForAll("numbers") int number) {
        rules.checkSysv(type, payload, number);
    }

    @Provide
    Arbitrary<Integer> priorities() {
        return Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(-1, 32_768));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(-1, 80));
    }
}
