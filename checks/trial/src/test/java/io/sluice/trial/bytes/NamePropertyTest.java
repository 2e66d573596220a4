package io.sluice.trial.bytes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamePropertyTest {
    @Property
    void anyTextIsRefusedOrNamesOneQueue(@ForAll String name) {
        NameRules.check(name);
    }

    @Property
    void anyTextThatBeginsAsANameIsRefusedOrNamesOneQueue(@ForAll("namelike") String name) {
        NameRules.check(name);
    }

    @Provide
    Arbitrary<String> namelike() {
        Arbitrary<String> piece =
                Arbitraries.of("/", ".", "..", "a", "\u00e9", "\ud83d\ude80", "\ud83d", "\0", "\n", " ", "-");
        return piece.list().ofMaxSize(260).map(pieces -> "/" + String.join("", pieces));
    }
}
