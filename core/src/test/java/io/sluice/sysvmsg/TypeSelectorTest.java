package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeSelectorTest {
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aTypeThatNoMessageHasIsRefusedAndCannotMeanSomethingElse(long type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeSelector.only(type))
                .withMessage("a message type must be 1 or more, but was " + type);
        assertThatIllegalArgumentException().isThrownBy(() -> TypeSelector.upTo(type));
        assertThatIllegalArgumentException().isThrownBy(() -> TypeSelector.except(type));
        assertThatIllegalArgumentException().isThrownBy(() -> SysvMessage.of(type, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> SysvMessage.ofText(type, "x"));
    }

    @Test
    void eachMeansTheTypesThatItsNameSays() {
        assertThat(TypeSelector.any().matches(1)).isTrue();
        assertThat(TypeSelector.only(3).matches(3)).isTrue();
        assertThat(TypeSelector.only(3).matches(4)).isFalse();
        assertThat(TypeSelector.upTo(3).matches(3)).isTrue();
        assertThat(TypeSelector.upTo(3).matches(4)).isFalse();
        assertThat(TypeSelector.except(3).matches(3)).isFalse();
        assertThat(TypeSelector.except(3).matches(4)).isTrue();
    }

    @Test
    void itIsAValueThatReadsAsWhatItMeans() {
        assertThat(TypeSelector.only(3)).isEqualTo(TypeSelector.only(3)).hasToString("type 3");
        assertThat(TypeSelector.except(3)).isNotEqualTo(TypeSelector.only(3)).hasToString("any type but 3");
        assertThat(TypeSelector.upTo(3)).isNotEqualTo(TypeSelector.only(3)).hasToString("types up to 3");
        assertThat(TypeSelector.any()).hasToString("any type").isNotEqualTo(TypeSelector.upTo(1));
    }

    @Test
    void aMessageIsAValueThatDoesNotShowItsBytes() {
        SysvMessage message = SysvMessage.ofText(7, "secret");
        assertThat(message)
                .isEqualTo(SysvMessage.ofText(7, "secret"))
                .hasSameHashCodeAs(SysvMessage.ofText(7, "secret"))
                .isNotEqualTo(SysvMessage.ofText(8, "secret"))
                .isNotEqualTo(SysvMessage.ofText(7, "Secret"))
                .hasToString("SysvMessage(type 7, 6 bytes)");
        assertThat(message.text()).isEqualTo("secret");
        assertThat(message.size()).isEqualTo(6);
    }
}
