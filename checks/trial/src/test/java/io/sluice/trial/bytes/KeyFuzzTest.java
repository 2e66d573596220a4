package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class KeyFuzzTest {
    @FuzzTest
    void keys(FuzzedDataProvider data) {
        int number = data.consumeInt();
        KeyRules.checkNumber(number);
        KeyRules.checkPath(data.consumeRemainingAsString(), number);
    }
}
