package io.sluice.trial.bytes;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class CommandPropertyTest {
    private static CommandRules rules;

    @BeforeContainer
    static void open() {
        rules = new CommandRules();
    }

    @AfterContainer
    static void close() {
        rules.close();
    }

    @Property
    void anyValueIsRefusedOrUnderstood(@ForAll("values") String value) {
        CommandRules.checkValue(value);
    }

    @Property
    void anyCommandLineIsAMisuseOrIsDone(@ForAll("commandLines") List<String> arguments) {
        rules.check(arguments);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.of(CommandWords.with(rules.name(), rules.key()));
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> digits =
                Arbitraries.of("0", "1", "9", ".", "-", "+", "e", "m", "s", "h", "PT", "x", "T", ":", "Z");
        return Arbitraries.oneOf(
                words(), Arbitraries.strings(), digits.list().ofMaxSize(30).map(list -> String.join("", list)));
    }

    /** Often the beginning of a command that is one, with whatever behind it. */
    @Provide
    Arbitrary<List<String>> commandLines() {
        Arbitrary<List<String>> begin = Arbitraries.of(
                List.of(),
                List.of("mq", "send", rules.name()),
                List.of("mq", "receive", rules.name(), "--until-empty"),
                List.of("mq", "create", rules.name()),
                List.of("mq", "unlink", rules.name()),
                List.of("mq", "info", rules.name()),
                List.of("sysv", "send", "--key", rules.key()),
                List.of("sysv", "receive", "--until-empty", "--key", rules.key()),
                List.of("sysv", "create", "--key", rules.key()),
                List.of("sysv", "remove", "--key", rules.key()),
                List.of("sysv", "browse", "--key", rules.key()),
                List.of("timer", "--after", "1ms"));
        Arbitrary<String> word = Arbitraries.frequencyOf(Tuple.of(9, words()), Tuple.of(1, Arbitraries.strings()));
        return Combinators.combine(begin, word.list().ofMaxSize(5)).as((first, rest) -> {
            List<String> all = new ArrayList<>(first);
            all.addAll(rest);
            return all;
        });
    }
}
