package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class MessageFuzzTest {
    private static MessageRules rules;

    @BeforeAll
    static void open() {
        rules = new MessageRules();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    @FuzzTest
    void messages(FuzzedDataProvider data) {
        int number = data.consumeInt();
        long type = data.consumeLong();
        boolean direct = data.consumeBoolean();
        byte[] payload = data.consumeRemainingAsBytes();
        rules.checkPosix(payload, number, direct);
        rules.checkSysv(type, payload, number);
    }
}
