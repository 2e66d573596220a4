package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import org.junit.jupiter.api.Test;

/** What the calls on epoll instances and event counters must do in every binding. One subclass for each binding. */
public abstract class EpollCallsContract extends CallsContract {
    private final EpollCalls epoll = libc.epoll();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected EpollCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(epoll.epollCreate1(-1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(epoll.epollCtl(-1, EpollConstants.EPOLL_CTL_DEL, -1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(epoll.epollWait(-1, 8, 1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(epoll.eventfd(0, -1)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void anEventComesWithItsData() {
        EpollLayouts layouts = EpollLayouts.CURRENT;
        int instance = epoll.epollCreate1(EpollConstants.EPOLL_CLOEXEC);
        int counter = epoll.eventfd(1, EpollConstants.EFD_CLOEXEC);
        memory.bytes().putInt(EpollLayouts.EPOLL_EVENT_EVENTS, EpollConstants.EPOLLIN | EpollConstants.EPOLLET);
        memory.bytes().putLong(layouts.epollEventDataOffset(), 0x1122334455667788L);
        assertThat(epoll.epollCtl(instance, EpollConstants.EPOLL_CTL_ADD, counter, at(0)))
                .isZero();
        assertThat(epoll.epollCtl(instance, EpollConstants.EPOLL_CTL_MOD, counter, at(0)))
                .isZero();
        assertThat(epoll.epollWait(instance, at(64), 4, -1)).isEqualTo(1);
        assertThat(memory.bytes().getInt(64)).isEqualTo(EpollConstants.EPOLLIN);
        assertThat(memory.bytes().getLong(64 + layouts.epollEventDataOffset())).isEqualTo(0x1122334455667788L);
        assertThat(epoll.epollWait(instance, at(64), 4, 0)).isZero();
        assertThat(epoll.epollCtl(instance, EpollConstants.EPOLL_CTL_DEL, counter, 0))
                .isZero();
        assertThat(libc.files().close(counter)).isZero();
        assertThat(libc.files().close(instance)).isZero();
    }

    @Test
    void theDescriptorsNumberArrivesInTheKernel() {
        int number = epoll.eventfd(0, EpollConstants.EFD_NONBLOCK | EpollConstants.EFD_CLOEXEC);
        memory.bytes().putLong(0, 1);
        assertThat(libc.files().write(number, at(0), Long.BYTES)).isEqualTo(Long.BYTES);
        assertThat(libc.files().close(number)).isZero();
    }

    @Test
    void aCounterBeginsWithAnUnsignedNumber() {
        int counter = epoll.eventfd(-1, EpollConstants.EFD_NONBLOCK | EpollConstants.EFD_CLOEXEC);
        assertThat(libc.files().read(counter, at(0), Long.BYTES)).isEqualTo(Long.BYTES);
        assertThat(memory.bytes().getLong(0)).isEqualTo(0xFFFF_FFFFL);
        assertThat(libc.files().close(counter)).isZero();
    }
}
