package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AllowedAccessTest {
    private final List<PosixAccess> asked = new ArrayList<>();

    @Test
    void whatIsPreferredIsTakenWhereItIsAllowed() {
        PosixAccess opened = open(access -> access);
        assertThat(opened).isEqualTo(PosixAccess.READ_WRITE);
        assertThat(asked).containsExactly(PosixAccess.READ_WRITE);
    }

    @Test
    void theOtherIsTakenWhereThePreferredOneIsDenied() {
        PosixAccess opened = open(access -> refuseToWrite(access, Errno.EACCES));
        assertThat(opened).isEqualTo(PosixAccess.READ);
        assertThat(asked).containsExactly(PosixAccess.READ_WRITE, PosixAccess.READ);
    }

    @Test
    void anyOtherFailureIsTheAnswer() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> open(access -> refuseToWrite(access, Errno.ENOENT)))
                .returns(Errno.ENOENT, ErrnoException::errno);
        assertThat(asked).containsExactly(PosixAccess.READ_WRITE);
    }

    private PosixAccess open(UnaryOperator<PosixAccess> kernel) {
        Function<PosixAccess, PosixAccess> recorded = access -> {
            asked.add(access);
            return kernel.apply(access);
        };
        return AllowedAccess.open(recorded, PosixAccess.READ_WRITE, PosixAccess.READ);
    }

    private static PosixAccess refuseToWrite(PosixAccess access, Errno refusal) {
        if (access.canSend()) {
            throw new ErrnoException("mq_open", "/a", refusal, "");
        }
        return access;
    }
}
