package io.sluice.trial.bytes;

import io.sluice.trial.bytes.StructPlan.FieldKind;
import io.sluice.trial.bytes.StructPlan.FieldPlan;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class StructPropertyTest {
    private static final int DEPTH = 2;

    private static StructRules rules;

    @BeforeContainer
    static void open() {
        rules = new StructRules();
    }

    @AfterContainer
    static void close() {
        rules.close();
    }

    @Property
    void anyObjectOfAnyLayoutComesBack(@ForAll("plans") StructPlan plan, @ForAll long seed) {
        StructRules.checkObject(plan, seed);
    }

    @Property
    void anyBytesAreAnObjectOrRefusedWhateverIsAroundThem(
            @ForAll("plans") StructPlan plan, @ForAll long seed, @ForAll @IntRange(min = -2, max = 2) int more) {
        rules.checkBytes(plan, seed, more);
    }

    @Property
    void anyBytesOfTheSizeAreAnObjectOrRefused(@ForAll("plans") StructPlan plan, @ForAll long seed) {
        rules.checkBytes(plan, seed, 0);
    }

    @Provide
    Arbitrary<StructPlan> plans() {
        return plans(DEPTH);
    }

    private static Arbitrary<StructPlan> plans(int depth) {
        return Combinators.combine(
                        fields(depth).list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.of(1, 2, 4, 8, 16),
                        Arbitraries.of(true, false))
                .as(StructPlan::new);
    }

    private static Arbitrary<FieldPlan> fields(int depth) {
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 5);
        Arbitrary<FieldPlan> plain = Combinators.combine(
                        Arbitraries.of(FieldKind.class).filter(kind -> !kind.isOfStructs()), lengths)
                .as((kind, length) -> new FieldPlan(kind, length, null));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<FieldPlan> nested = Combinators.combine(
                        Arbitraries.of(FieldKind.STRUCT, FieldKind.STRUCTS), lengths, plans(depth - 1))
                .as(FieldPlan::new);
        return Arbitraries.frequencyOf(Tuple.of(5, plain), Tuple.of(1, nested));
    }
}
