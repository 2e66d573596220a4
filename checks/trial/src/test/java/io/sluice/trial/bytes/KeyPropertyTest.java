package io.sluice.trial.bytes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyPropertyTest {
    @Property
    void anyNumberIsRefusedOrAKey(@ForAll int number) {
        KeyRules.checkNumber(number);
    }

    @Property
    void anyPathIsRefusedOrGivesTheKeyOfFtok(@ForAll("paths") String path, @ForAll int project) {
        KeyRules.checkPath(path, project);
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> piece =
                Arbitraries.of("/", ".", "..", "src", "target", "pom.xml", "proc", "\u00e9", "\ud800", "\0", "\n");
        return Arbitraries.oneOf(
                Arbitraries.strings(), piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces)));
    }
}
