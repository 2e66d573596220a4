package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueueNameTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    static Stream<Arguments> badNames() {
        return Stream.of(
                Arguments.of("", "must not be empty: use a slash and a name, as in /orders"),
                Arguments.of("orders", "'orders' must begin with a slash, as in /orders"),
                Arguments.of("a/b", "must begin with a slash"),
                Arguments.of("/", "must have at least one character behind the slash"),
                Arguments.of("/a/b", "'/a/b' must have no second slash: queues have no folders"),
                Arguments.of("//a", "must have no second slash"),
                Arguments.of("/a/", "must have no second slash"),
                Arguments.of("/.", "must not be . or .."),
                Arguments.of("/..", "must not be . or .."),
                Arguments.of("/a\0b", "'/a\\0b' must not contain a NUL character"),
                Arguments.of("/\0", "must not contain a NUL character"),
                Arguments.of("/a\uD83D", "must not contain half of a surrogate pair"),
                Arguments.of("/\uDE80a", "must not contain half of a surrogate pair"),
                Arguments.of("/" + "a".repeat(256), "must have no more than 255 bytes behind the slash, and has 256"),
                Arguments.of("/" + "ö".repeat(128), "must have no more than 255 bytes behind the slash, and has 256"),
                Arguments.of("/" + "\uD83D\uDE80".repeat(64), "no more than 255 bytes behind the slash, and has 256"));
    }

    @ParameterizedTest
    @MethodSource("badNames")
    @Conforms({"mq_open 2-2", "mq_open 2-3", "mq_open 25-1", "mq_open 27-1", "mq_open 27-2", "mq_unlink 6"})
    void aBadNameIsRefusedWithItsRule(String name, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixMessageQueue.builder(name))
                .withMessageContaining(rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixMessageQueue.open(name, PosixAccess.READ))
                .withMessageContaining(rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixMessageQueue.unlink(name))
                .withMessageContaining(rule);
    }

    @Test
    void nullIsNoName() {
        assertThatNullPointerException()
                .isThrownBy(() -> PosixMessageQueue.builder(null))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> PosixMessageQueue.unlink(null))
                .withMessage("name");
    }

    @Test
    @Conforms({"mq_open 27-1", "mq_open 27-2"})
    void twoHundredAndFiftyFiveCharactersAreFine() {
        assertUsable(queues.name(255));
    }

    @Test
    void charactersOutsideAsciiArriveAsUtf8() {
        String ascii = queues.name(200);
        assertUsable(ascii.substring(0, 100) + "-öß\uD83D\uDE80");
    }

    @Test
    void dotsInsideAreFine() {
        assertUsable(queues.name() + ".a..b");
        assertUsable("/..." + queues.name().substring(1));
    }

    private void assertUsable(String name) {
        try (PosixMessageQueue queue =
                PosixMessageQueue.builder(name).maxMessages(1).maxMessageSize(8).create()) {
            assertThat(queue.name()).isEqualTo(name);
            assertThat(queues.open(name, PosixAccess.READ).isOpen()).isTrue();
        } finally {
            PosixMessageQueue.unlink(name);
        }
    }
}
