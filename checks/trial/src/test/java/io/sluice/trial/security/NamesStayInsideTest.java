package io.sluice.trial.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name leads out of the queues' file system, or to another queue than it says. */
class NamesStayInsideTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "x", ".", "..", "../x", "/", "/.", "/..", "/../x", "/./x", "/a/b", "//x", "/x/", "/x/..", "/a\0",
                "/\0/..", "\0/x", "/\ud800"
            })
    void aNameThatCouldLeadElsewhereIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> PosixMessageQueue.open(name, PosixAccess.READ));
        assertThatIllegalArgumentException().isThrownBy(() -> PosixMessageQueue.builder(name));
        assertThatIllegalArgumentException().isThrownBy(() -> PosixMessageQueue.unlink(name));
    }

    @Test
    void oneByteTooManyIsRefusedAndTheLastOneIsNotCut() throws IOException {
        String longest = queues.name(255);
        assertInside(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> PosixMessageQueue.builder(longest + "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"...", "..x", "~", "*", "%2e%2e%2f", "\\..\\x", "a b", "\n", "-rf", "\u2215", "\uff0e\uff0e"})
    void whatOnlyLooksAsIfItLedElsewhereIsAName(String end) throws IOException {
        assertInside(queues.name() + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "..."})
    void dotsInFrontOfMoreAreOfTheName(String dots) throws IOException {
        assertInside("/" + dots + queues.name().substring(1));
    }

    /** Others may have a queue of that name, so none is created. */
    @Test
    void threeDotsAloneAreLookedUpAsAName() {
        assertThat(PosixMessageQueue.builder("/...")).isNotNull();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(
                        () -> PosixMessageQueue.open("/...", PosixAccess.READ).close())
                .returns(Errno.ENOENT, ErrnoException::errno);
    }

    private void assertInside(String name) throws IOException {
        try (PosixMessageQueue queue =
                PosixMessageQueue.builder(name).maxMessages(1).maxMessageSize(1).create()) {
            Path shown = Path.of("/proc/self/fd", Integer.toString(DescriptorNumbers.of(queue)));
            assertThat(Files.readSymbolicLink(shown)).hasToString(name);
        } finally {
            PosixMessageQueue.unlink(name);
        }
    }
}
