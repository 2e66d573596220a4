package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.memory.NativeMemory;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every binding to the C library must do. One subclass for each binding. */
public abstract class LibcContract {
    @RegisterExtension
    protected final TestQueues queues = new TestQueues();

    /**
     * The binding under test.
     *
     * @return the same at each call
     */
    protected abstract Libc libc();

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(libc().open("/nonexistent/file", LinuxConstants.O_RDONLY)).isEqualTo(-Errno.ENOENT.number());
        assertThat(libc().close(-1)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().read(-1, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().pread(-1, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().write(-1, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().fchmod(-1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().getrlimit(-1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().epollCreate1(-1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().epollCtl(-1, LinuxConstants.EPOLL_CTL_DEL, -1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().epollWait(-1, 8, 1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().eventfd(0, -1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().timerfdCreate(-1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().timerfdSettime(-1, 0, memory().address(), 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().timerfdGettime(-1, memory().address())).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().clockGettime(99, memory().address())).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().socket(LinuxConstants.AF_NETLINK, -1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().mqNotify(-1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().mqOpen(queues.name(), LinuxConstants.O_RDWR, 0, 0)).isEqualTo(-Errno.ENOENT.number());
        assertThat(libc().mqUnlink(queues.name())).isEqualTo(-Errno.ENOENT.number());
        assertThat(libc().mqGetattr(-1, memory().address())).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().mqTimedsend(-1, 0, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().mqTimedreceive(-1, 0, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(libc().msgget(Integer.MIN_VALUE + 4711, 0)).isEqualTo(-Errno.ENOENT.number());
        assertThat(libc().msgsnd(-1, memory().address(), 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().msgrcv(-1, memory().address(), 8, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().msgctl(-1, LinuxConstants.IPC_STAT, memory().address()))
                .isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().tgkill(0, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().sigaction(-1, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc().pthreadSigmask(99, memory().address())).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void theModeArrivesThroughTheVariadicCall() {
        String name = queues.name();
        int flags = LinuxConstants.O_RDWR | LinuxConstants.O_CREAT | LinuxConstants.O_EXCL;
        int mode = 0500; // no usual umask takes any of these
        int number = libc().mqOpen(name, flags, mode, 0);
        assertThat(number).isNotNegative();
        assertThat(libc().close(number)).isZero();
        try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ)) {
            assertThat(queue.permissions().mode()).isEqualTo(mode);
        }
    }

    @Test
    void theDescriptorsNumberArrivesInTheKernel() {
        int number = libc().eventfd(0, LinuxConstants.EFD_NONBLOCK | LinuxConstants.EFD_CLOEXEC);
        NativeMemory one = memory();
        one.bytes().putLong(0, 1);
        assertThat(libc().write(number, one.address(), Long.BYTES)).isEqualTo(Long.BYTES);
        assertThat(libc().close(number)).isZero();
    }

    @Test
    void everyArgumentOfATimerArrives() {
        int clock = LinuxConstants.CLOCK_MONOTONIC;
        NativeMemory memory = memory();
        assertThat(libc().clockGettime(clock, memory.address())).isZero();
        long now = memory.bytes().getLong(StructLayouts.TIMESPEC_SEC);
        assertThat(now).isPositive();
        int number = libc().timerfdCreate(clock, LinuxConstants.TFD_NONBLOCK | LinuxConstants.TFD_CLOEXEC);
        assertThat(number).isNotNegative();
        assertThat(libc().read(number, memory.address(), Long.BYTES)).isEqualTo(-Errno.EAGAIN.number());

        int inAnHour = 64;
        int previous = 128;
        memory.bytes().putLong(inAnHour + StructLayouts.ITIMERSPEC_VALUE, now + 3_600);
        memory.bytes().putLong(inAnHour + StructLayouts.ITIMERSPEC_INTERVAL, 7);
        long setting = memory.address() + inAnHour;
        assertThat(libc().timerfdSettime(number, LinuxConstants.TFD_TIMER_ABSTIME, setting, 0))
                .isZero();
        assertThat(libc().timerfdSettime(number, 0, setting, memory.address() + previous))
                .isZero();
        assertThat(memory.bytes().getLong(previous + StructLayouts.ITIMERSPEC_INTERVAL))
                .isEqualTo(7);
        assertThat(memory.bytes().getLong(previous + StructLayouts.ITIMERSPEC_VALUE))
                .isBetween(3_500L, 3_600L);
        assertThat(libc().timerfdGettime(number, memory.address())).isZero();
        assertThat(memory.bytes().getLong(StructLayouts.ITIMERSPEC_VALUE)).isGreaterThan(now);
        memory.keepAlive();
        assertThat(libc().close(number)).isZero();
    }

    @Test
    void aNotificationArrivesAtItsSocketAndAQueueSaysWhoIsNotified() {
        int type = LinuxConstants.SOCK_RAW | LinuxConstants.SOCK_NONBLOCK | LinuxConstants.SOCK_CLOEXEC;
        int socket = libc().socket(LinuxConstants.AF_NETLINK, type, LinuxConstants.NETLINK_ROUTE);
        assertThat(socket).isNotNegative();
        int flags = LinuxConstants.O_RDWR | LinuxConstants.O_CREAT | LinuxConstants.O_NONBLOCK;
        int queue = libc().mqOpen(queues.name(), flags, 0600, 0);
        NativeMemory event = memory();
        int cookie = StructLayouts.SIGEVENT_SIZE;
        event.bytes().putLong(StructLayouts.SIGEVENT_VALUE, event.address() + cookie);
        event.bytes().putInt(StructLayouts.SIGEVENT_SIGNO, socket);
        event.bytes().putInt(StructLayouts.SIGEVENT_NOTIFY, LinuxConstants.SIGEV_THREAD);
        event.bytes().putLong(cookie, 4711);
        assertThat(libc().mqNotify(queue, event.address())).isZero();

        NativeMemory read = memory();
        long length = libc().pread(queue, read.address(), read.size(), 0);
        byte[] status = new byte[(int) length];
        read.bytes().get(0, status);
        assertThat(new String(status, StandardCharsets.US_ASCII))
                .contains("NOTIFY_PID:" + ProcessHandle.current().pid());

        assertThat(libc().mqTimedsend(queue, event.address(), 1, 0, 0)).isZero();
        assertThat(libc().read(socket, read.address(), read.size())).isEqualTo(LinuxConstants.NOTIFY_COOKIE_LEN);
        assertThat(read.bytes().getLong(0)).isEqualTo(4711);
        assertThat(read.bytes().get(LinuxConstants.NOTIFY_COOKIE_LEN - 1))
                .isEqualTo((byte) LinuxConstants.NOTIFY_WOKENUP);
        read.keepAlive();
        event.keepAlive();
        assertThat(libc().close(queue)).isZero();
        assertThat(libc().close(socket)).isZero();
    }

    @Test
    void aDirectBuffersAddressIsThatOfItsFirstByteWhateverItsPosition() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        long address = libc().address(buffer);
        assertThat(address).isNotZero();
        assertThat(libc().address(buffer.position(9).limit(20))).isEqualTo(address);
        assertThat(libc().address(buffer.slice())).isEqualTo(address + 9);
        assertThat(libc().address(buffer.asReadOnlyBuffer())).isEqualTo(address);
    }

    @Test
    void aFunctionIsFoundByItsName() {
        assertThat(libc().symbol("abs")).isNotZero();
        assertThat(libc().symbol("sluice_no_such_function")).isZero();
    }

    @Test
    void eachThreadHasAnIdOfItsOwn() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            int here = libc().gettid();
            assertThat(here).isPositive().isEqualTo(libc().gettid());
            assertThat(other.submit(libc()::gettid).get()).isPositive().isNotEqualTo(here);
        } finally {
            other.shutdown();
        }
    }

    @Test
    void signalZeroReachesNobodyButFindsTheThread() {
        int process = (int) ProcessHandle.current().pid();
        assertThat(libc().tgkill(process, libc().gettid(), 0)).isZero();
    }

    /** The error number of another thread's call must never be taken for this one's. */
    @Test
    void eachThreadGetsTheErrorOfItsOwnCall() throws Exception {
        int rounds = 20_000;
        String missing = queues.name();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> strays = List.of(
                    threads.submit(() -> stray(go, rounds, Errno.EBADF, () -> libc().close(-1))),
                    threads.submit(() -> stray(go, rounds, Errno.ENOENT, () -> libc().mqUnlink(missing))),
                    threads.submit(() -> stray(go, rounds, Errno.EINVAL, () -> libc().tgkill(0, 0, 0))));
            go.countDown();
            for (Future<Integer> found : strays) {
                assertThat(found.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Call {
        int call();
    }

    private static int stray(CountDownLatch go, int rounds, Errno expected, Call call) throws InterruptedException {
        go.await();
        for (int i = 0; i < rounds; i++) {
            int result = call.call();
            if (result != -expected.number()) {
                return result;
            }
        }
        return 0;
    }

    private NativeMemory memory() {
        return NativeMemory.allocate(libc(), 256);
    }
}
