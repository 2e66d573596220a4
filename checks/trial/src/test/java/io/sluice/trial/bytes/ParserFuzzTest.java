package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class ParserFuzzTest {
    @FuzzTest
    void files(byte[] content) {
        ParserRules.checkKernelFiles(content);
        ParserRules.checkCommandLineBytes(content);
    }
}
