package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import org.junit.jupiter.api.Test;

/** What the calls on sockets must do in every binding. One subclass for each binding. */
public abstract class SocketCallsContract extends CallsContract {
    private final SocketCalls sockets = libc.sockets();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected SocketCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(sockets.socket(SocketConstants.AF_NETLINK, -1, 0)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aSocketIsMade() {
        int type = SocketConstants.SOCK_RAW | SocketConstants.SOCK_CLOEXEC;
        int socket = sockets.socket(SocketConstants.AF_NETLINK, type, SocketConstants.NETLINK_ROUTE);
        assertThat(socket).isNotNegative();
        assertThat(libc.files().close(socket)).isZero();
    }
}
