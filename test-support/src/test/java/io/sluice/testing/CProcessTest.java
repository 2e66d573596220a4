package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has ended holds nothing more, and what looks as if it had may. */
class CProcessTest {
    /** Its first thread ends, and the second one at the end of its input. */
    private static final String FIRST_THREAD_ENDS = """
            #include <pthread.h>
            #include <stdio.h>

            static void *stay(void *ignored) {
                puts("ready");
                fflush(stdout);
                while (getchar() != EOF) {
                }
                return NULL;
            }

            int main(void) {
                pthread_t thread;
                pthread_create(&thread, NULL, stay, NULL);
                pthread_exit(NULL);
            }
            """;

    @BeforeEach
    void compiler() {
        CProgram.requireCompiler();
    }

    @Test
    void aProcessWhoseFirstThreadAloneHasEndedHasNot() {
        CProcess program =
                CProgram.ofSource("first_thread_ends", FIRST_THREAD_ENDS).start();
        ProcessHandle handle = ProcessHandle.of(program.pid()).orElseThrow();
        try (program) {
            program.awaitLine("ready");
            Bounds.await("end of the first thread")
                    .untilAsserted(() -> assertThat(CProcess.state(handle)).isEqualTo("Z"));
            assertThat(CProcess.hasEnded(handle)).isFalse();
        }
        assertThat(CProcess.hasEnded(handle)).isTrue();
    }
}
