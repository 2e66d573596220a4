package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AllowedAccessTest {
    private final List<Access> asked = new ArrayList<>();

    @Test
    void whatIsPreferredIsTakenWhereItIsAllowed() {
        Access opened = open(access -> access);
        assertThat(opened).isEqualTo(Access.READ_WRITE);
        assertThat(asked).containsExactly(Access.READ_WRITE);
    }

    @Test
    void theOtherIsTakenWhereThePreferredOneIsDenied() {
        Access opened = open(access -> refuseToWrite(access, Errno.EACCES));
        assertThat(opened).isEqualTo(Access.READ);
        assertThat(asked).containsExactly(Access.READ_WRITE, Access.READ);
    }

    @Test
    void anyOtherFailureIsTheAnswer() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> open(access -> refuseToWrite(access, Errno.ENOENT)))
                .returns(Errno.ENOENT, ErrnoException::errno);
        assertThat(asked).containsExactly(Access.READ_WRITE);
    }

    private Access open(UnaryOperator<Access> kernel) {
        Function<Access, Access> recorded = access -> {
            asked.add(access);
            return kernel.apply(access);
        };
        return AllowedAccess.open(recorded, Access.READ_WRITE, Access.READ);
    }

    private static Access refuseToWrite(Access access, Errno refusal) {
        if (access.canSend()) {
            throw new ErrnoException("mq_open", "/a", refusal, "");
        }
        return access;
    }
}
