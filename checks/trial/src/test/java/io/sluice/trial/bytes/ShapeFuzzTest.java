package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class ShapeFuzzTest {
    @FuzzTest
    void shapes(FuzzedDataProvider data) {
        ShapeRules.check(data.consumeInt(), data.consumeInt(), data.consumeInt(), data.consumeLong());
    }
}
