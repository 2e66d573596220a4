package io.sluice.trial.bytes;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class CommandFuzzTest {
    private static final int MOST_ARGUMENTS = 12;
    private static final int LONGEST_ARGUMENT = 40;
    private static CommandRules rules;

    @BeforeAll
    static void open() {
        rules = new CommandRules();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    @FuzzTest
    void commands(FuzzedDataProvider data) {
        List<String> words = CommandWords.with(rules.name(), rules.key());
        List<String> arguments = new ArrayList<>();
        while (data.remainingBytes() > 0 && arguments.size() < MOST_ARGUMENTS) {
            arguments.add(data.consumeInt(0, 3) > 0 ? data.pickValue(words) : data.consumeString(LONGEST_ARGUMENT));
        }
        arguments.forEach(CommandRules::checkValue);
        rules.check(arguments);
    }
}
