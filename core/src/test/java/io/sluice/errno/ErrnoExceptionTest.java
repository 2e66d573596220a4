package io.sluice.errno;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrnoExceptionTest {
    @Test
    void theMessageSaysCallObjectErrorAndRemedy() {
        ErrnoException exception = new ErrnoException("mq_open", "/orders", Errno.ENOENT, "Create it first.");
        assertThat(exception).hasMessage("mq_open(/orders): ENOENT, no such file or queue. Create it first.");
        assertThat(exception.call()).isEqualTo("mq_open");
        assertThat(exception.object()).isEqualTo("/orders");
        assertThat(exception.errno()).isEqualTo(Errno.ENOENT);
        assertThat(exception.errnoNumber()).isEqualTo(2);
    }

    @Test
    void withoutARemedyItEndsBehindTheError() {
        assertThat(new ErrnoException("close", "3", Errno.EIO, "")).hasMessage("close(3): EIO, input/output error.");
    }

    @Test
    void aNumberThatIsNotInTheListIsKept() {
        ErrnoException exception = new ErrnoException("open", "/x", 122, "");
        assertThat(exception).hasMessage("open(/x): errno 122, unknown error.");
        assertThat(exception.errno()).isEqualTo(Errno.UNKNOWN);
        assertThat(exception.errnoNumber()).isEqualTo(122);
    }

    @Test
    void everyErrorIsFoundByItsNumber() {
        for (Errno errno : Errno.values()) {
            assertThat(Errno.of(errno.number())).isEqualTo(errno);
            assertThat(errno.text()).isNotBlank().doesNotEndWith(".");
        }
        assertThat(Errno.of(-1)).isEqualTo(Errno.UNKNOWN);
        assertThat(Errno.of(Integer.MAX_VALUE)).isEqualTo(Errno.UNKNOWN);
    }

    @Test
    void fullTimedOutClosedAndTooLargeAreFourDifferentErrors() {
        assertThat(new QueueFullException("mq_send", "/q", "").errno()).isEqualTo(Errno.EAGAIN);
        assertThat(new SendTimeoutException("mq_timedsend", "/q", "").errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(new ClosedHandleException("mq_send", "/q", "").errno()).isEqualTo(Errno.EBADF);
        assertThat(new MessageTooLargeException("mq_send", "/q", "").errno()).isEqualTo(Errno.EMSGSIZE);
    }
}
