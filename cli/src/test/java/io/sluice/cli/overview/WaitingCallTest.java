package io.sluice.cli.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The numbers of system calls against the headers: those of this machine, and the generic table, which aarch64 has. */
class WaitingCallTest {
    private static String symbol(WaitingCall call) {
        return switch (call) {
            case MQ_SEND -> "__NR_mq_timedsend";
            case MQ_RECEIVE -> "__NR_mq_timedreceive";
            case READ -> "__NR_read";
            case WRITE -> "__NR_write";
            case MSGSND -> "__NR_msgsnd";
            case MSGRCV -> "__NR_msgrcv";
            case SEMOP -> "__NR_semop";
            case SEMTIMEDOP -> "__NR_semtimedop";
            case FUTEX -> "__NR_futex";
        };
    }

    private static List<Integer> inHeader(String header) {
        String numbers =
                Arrays.stream(WaitingCall.values()).map(WaitingCallTest::symbol).collect(Collectors.joining(", "));
        String source = """
                #include <%s>
                #include <stdio.h>

                int main(void) {
                    int numbers[] = {%s};
                    for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
                        printf("%%d\\n", numbers[i]);
                    }
                    return 0;
                }
                """.formatted(header, numbers);
        try (RunningProgram program =
                CProgram.ofSource(header.replaceAll("\\W", "_"), source).start()) {
            RunningProgram.Exit exit = program.awaitExit(Bounds.SOON);
            assertThat(exit.status()).isZero();
            return exit.output().lines().map(Integer::valueOf).toList();
        }
    }

    @Test
    void theNumbersOfThisMachineAreThoseOfItsHeader() {
        assertThat(inHeader("asm/unistd.h"))
                .isEqualTo(Arrays.stream(WaitingCall.values())
                        .map(WaitingCall::number)
                        .toList());
    }

    @Test
    void theNumbersOfAarch64AreThoseOfTheGenericTable() {
        assertThat(inHeader("asm-generic/unistd.h"))
                .isEqualTo(Arrays.stream(WaitingCall.values())
                        .map(call -> call.aarch64)
                        .toList());
    }
}
