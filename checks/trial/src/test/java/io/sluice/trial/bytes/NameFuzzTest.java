package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class NameFuzzTest {
    @FuzzTest
    void names(FuzzedDataProvider data) {
        NameRules.check(data.consumeRemainingAsString());
    }
}
