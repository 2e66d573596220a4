package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.UnsupportedPlatformException;
import org.junit.jupiter.api.Test;

class SemaphoreLayoutTest {
    @Test
    void glibcsLayoutIsKnown() {
        assertThatCode(() -> SemaphoreLayout.require(true, () -> true)).doesNotThrowAnyException();
    }

    @Test
    void muslIsRefusedByItsNameWithTheRemedy() {
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> SemaphoreLayout.require(false, () -> true))
                .withMessageContainingAll("this JVM runs on musl.", "Use a System V semaphore set, or a JVM on glibc.");
    }

    @Test
    void soIsEachOtherCLibrary() {
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> SemaphoreLayout.require(false, () -> false))
                .withMessageContaining("this JVM runs on another C library.");
    }
}
