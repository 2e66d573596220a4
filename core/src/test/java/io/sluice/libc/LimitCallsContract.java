package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import org.junit.jupiter.api.Test;

/** What the calls that read limits must do in every binding. One subclass for each binding. */
public abstract class LimitCallsContract extends CallsContract {
    private final LimitCalls limits = libc.limits();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected LimitCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(limits.getrlimit(-1, 0)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aLimitIsRead() {
        assertThat(limits.getrlimit(LimitConstants.RLIMIT_NOFILE, at(0))).isZero();
        assertThat(memory.bytes().getLong(LimitLayouts.RLIMIT_CUR)).isPositive();
    }
}
