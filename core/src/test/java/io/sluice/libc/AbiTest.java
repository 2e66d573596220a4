package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.UnsupportedPlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbiTest {
    @ParameterizedTest
    @CsvSource({"Linux, amd64, X86_64", "Linux, x86_64, X86_64", "linux, AMD64, X86_64", "Linux, aarch64, AARCH64"})
    void knownMachinesAreFoundUnderTheNamesThatTheJdksGiveThem(String os, String arch, Abi expected) {
        assertThat(Abi.of(os, arch)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Windows 11, amd64",
        "Mac OS X, aarch64",
        "FreeBSD, amd64",
        "Linux, riscv64",
        "Linux, arm",
        "Linux, i386",
        "Linux, ppc64le",
        "'', ''"
    })
    void othersAreRefusedWithASentenceThatSaysSo(String os, String arch) {
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> Abi.of(os, arch))
                .withMessage("Sluice speaks to the Linux kernel on x86-64 and aarch64, and this JVM runs on " + os + " "
                        + arch + ".");
    }

    @Test
    void thisMachineIsKnown() {
        assertThat(Abi.current()).isNotNull();
    }
}
