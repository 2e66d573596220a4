package io.sluice.trial.bytes;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShapePropertyTest {
    @Property
    void anySizeAndModeIsRefusedOrIsWhatTheQueueHas(
            @ForAll int maxMessages, @ForAll int maxMessageSize, @ForAll int mode, @ForAll long maxBytes) {
        ShapeRules.check(maxMessages, maxMessageSize, mode, maxBytes);
    }

    @Property
    void smallSizesAreWhatTheQueueHas(
            @ForAll @IntRange(min = -1, max = 12) int maxMessages,
            @ForAll @IntRange(min = -1, max = 8200) int maxMessageSize,
            @ForAll @IntRange(min = -1, max = 01000) int mode,
            @ForAll long maxBytes) {
        ShapeRules.check(maxMessages, maxMessageSize, mode, maxBytes);
    }
}
