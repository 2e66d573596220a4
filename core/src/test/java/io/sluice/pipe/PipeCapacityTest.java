package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much a pipe holds: read, set, and refused with the limit. */
class PipeCapacityTest {
    private static final int PAGE = 4096;

    private final Pipe pipe = Pipe.open();

    @AfterEach
    void close() {
        pipe.close();
    }

    @Test
    @Conforms({"fcntl30", "pipe2_04"})
    void isRoundedUpAndTheSameForBothEnds() {
        assertThat(pipe.readEnd().capacity()).isEqualTo(1 << 16);
        assertThat(pipe.writeEnd().capacity(1)).isEqualTo(PAGE);
        assertThat(pipe.readEnd().capacity()).isEqualTo(PAGE);
        assertThat(pipe.readEnd().capacity(3 * PAGE)).isEqualTo(4 * PAGE);
        assertThat(pipe.writeEnd().capacity()).isEqualTo(4 * PAGE);
    }

    @Test
    @Conforms("fcntl37")
    void mustBePositive() {
        for (int bytes : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pipe.readEnd().capacity(bytes))
                    .withMessage("the capacity must be positive, but was " + bytes);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pipe.writeEnd().capacity(bytes));
        }
    }

    @Test
    @Conforms("fcntl37")
    void isNotLessThanWhatIsInThePipe() {
        pipe.writeEnd().tryWrite(ByteBuffer.allocate(3 * PAGE));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> pipe.readEnd().capacity(PAGE))
                .returns(Errno.EBUSY, ErrnoException::errno)
                .withMessage(
                        "fcntl(read end of a pipe, F_SETPIPE_SZ 4096): EBUSY, resource busy. It holds 12288 unread bytes, in"
                                + " more pages than the new capacity has: wait until they are read.");
        assertThat(pipe.readEnd().capacity()).isEqualTo(1 << 16);
        assertThat(pipe.readEnd().readableBytes()).isEqualTo(3 * PAGE);
    }

    @Test
    @Conforms("fcntl37")
    void overTheLimitTheLimitAndTheRemedyAreNamed() {
        try (RunningProgram jvm = new ForkedJvm()
                .under(Programs.without("sys_resource", "sys_admin"))
                .start(OverTheLimit.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            int limit = PipeLimits.maxSize().orElseThrow();
            assertThat(exit.output())
                    .contains("F_SETPIPE_SZ 1073741824): EPERM, operation not permitted. It is over"
                            + " /proc/sys/fs/pipe-max-size (" + limit
                            + " bytes): ask for less, raise the limit as root (sysctl"
                            + " -w fs.pipe-max-size=N), or give this process the capability CAP_SYS_RESOURCE.");
        }
    }

    /** Run without the privilege to go over it. */
    static final class OverTheLimit {
        private OverTheLimit() {}

        public static void main(String[] arguments) {
            try (Pipe pipe = Pipe.open()) {
                pipe.writeEnd().capacity(1 << 30);
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
