package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class SpanFuzzTest {
    private static final int LAST_NANO = 999_999_999;
    private static SpanRules rules;

    @BeforeAll
    static void open() {
        rules = new SpanRules();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    @FuzzTest
    void spans(FuzzedDataProvider data) throws Exception {
        Duration first = span(data);
        Duration second = span(data);
        Instant time = Instant.ofEpochSecond(
                data.consumeLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                data.consumeInt(0, LAST_NANO));
        rules.checkTimer(first, second, time);
        rules.checkTimers(first, time);
        rules.checkSend(first, time);
        rules.checkReceive(first);
        rules.checkKernelsDeadline(time);
    }

    private static Duration span(FuzzedDataProvider data) {
        return Duration.ofSeconds(data.consumeLong(Long.MIN_VALUE, Long.MAX_VALUE - 1), data.consumeInt(0, LAST_NANO));
    }
}
