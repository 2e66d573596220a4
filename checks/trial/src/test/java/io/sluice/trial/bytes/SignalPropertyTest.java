package io.sluice.trial.bytes;

import java.io.IOException;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SignalPropertyTest {
    private static Process child;
    private static SignalRules rules;

    @BeforeContainer
    static void start() throws IOException {
        child = new ProcessBuilder("cat").start();
        rules = new SignalRules(child);
    }

    @AfterContainer
    static void end() throws InterruptedException {
        rules.close();
        child.destroyForcibly().waitFor();
    }

    @Property
    void anyTextIsASignalOrRefused(@ForAll String name) {
        SignalRules.checkName(name);
    }

    @Property
    void anyTextLikeANameIsASignalOrRefused(@ForAll("namelike") String name) {
        SignalRules.checkName(name);
    }

    @Property
    void anyNumberIsASignalOrRefused(@ForAll("numbers") int number) {
        SignalRules.checkNumber(number);
    }

    @Property
    void anyIdIsAProcessOrRefused(@ForAll("ids") long id) {
        SignalRules.checkId(id);
    }

    @Property
    void anyValueIsSent(@ForAll int value) {
        rules.checkValue(value);
    }

    @Property
    void anyTimeoutIsRefusedOrKept(@ForAll("timeouts") Duration timeout) {
        SignalRules.checkTimeout(timeout);
    }

    @Provide
    Arbitrary<String> namelike() {
        return Arbitraries.of(
                        "SIG",
                        "sig",
                        "RTMIN",
                        "rtmax",
                        "RT",
                        "+",
                        "-",
                        "0",
                        "1",
                        "15",
                        "30",
                        "99999999999",
                        "USR1",
                        "int",
                        "TERM",
                        " ",
                        "\0",
                        "\u0131nt",
                        "u\u017fr1",
                        "x".repeat(1000))
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(-1, 70));
    }

    @Provide
    Arbitrary<Long> ids() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-5, 5_000_000),
                Arbitraries.of(0L, -1L, 1L << 22, (1L << 22) + 1, (1L << 31) - 1, 1L << 31, 1L << 32, (1L << 32) + 1));
    }

    @Provide
    Arbitrary<Duration> timeouts() {
        return SpanPropertyTest.anySpan();
    }
}
