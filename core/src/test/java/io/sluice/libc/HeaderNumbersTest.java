package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers against the headers of the system that they are tested on, and against the generic ones of the kernel. */
class HeaderNumbersTest extends HeaderNumbersContract {
    HeaderNumbersTest() {
        super(CHeaders.SYSTEM);
    }

    @Test
    void everyClassOfNumbersBelongsToAFamily() {
        Stream<String> there = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.sluice.libc")
                        .stream()
                        .map(JavaClass::getName)
                        .filter(name -> name.endsWith("Constants") || name.endsWith("Layouts"));
        assertThat(HeaderFamily.ALL.stream().flatMap(HeaderFamily::classes).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(there.toList());
    }

    @ParameterizedTest
    @MethodSource("familiesWithLayouts")
    void whateverDependsOnTheMachineHasARow(HeaderFamily family) throws Exception {
        assertThat(family.ofEachAbi().keySet())
                .isEqualTo(components(family, Abi.current()).keySet());
    }

    /**
     * The kernel gives {@code struct epoll_event} the packed attribute on x86-64 alone, so elsewhere it is laid out as
     * any other struct; and an architecture as young as aarch64 has the system call numbers of the generic table, which
     * is installed on every machine. Of the flags of {@code open}, aarch64 has four that it numbers as 32-bit ARM does, in {@code
     * arch/arm64/include/uapi/asm/fcntl.h}. It takes the status of a semaphore set from the generic headers. Alignment of a 64-bit number is 8 on both, so this compiler can answer for both.
     */
    @ParameterizedTest
    @MethodSource("familiesThatDependOnTheMachine")
    void theLayoutsOfAarch64AreThoseOfTheGenericHeaders(HeaderFamily family) throws Exception {
        String generic = """
                #include <asm-generic/unistd.h>
                #include <asm-generic/sembuf.h>
                #define semid_ds semid64_ds
                #define O_NOFOLLOW 0100000
                #define O_DIRECT 0200000
                struct epoll_event { uint32_t events; union { void *ptr; int fd; uint32_t u32; uint64_t u64; } data; };
                """;
        assertThat(HeaderValues.of(CHeaders.SYSTEM, "aarch64", generic, family.ofEachAbi()))
                .isEqualTo(components(family, Abi.AARCH64));
    }
}
