package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.memory.NativeMemory;
import io.sluice.mqueue.PosixAccess;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProcess;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** That arguments and results pass a binding with all their bits. One subclass for each binding. */
public abstract class LibcArgumentsContract {
    private static final long BEYOND_32_BITS = 1L << 32;

    @RegisterExtension
    protected final TestQueues queues = new TestQueues();

    private final String binding;
    private final Libc libc;
    private final NativeMemory memory;

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected LibcArgumentsContract(LibcProvider provider) {
        binding = provider.name();
        libc = provider.bind();
        memory = NativeMemory.allocate(libc, 256);
    }

    @Test
    void aQueuesModeArrivesWholeWhereTheUmaskTakesNothing() {
        String name = queues.name();
        String forced = "-D" + LibcSelection.PROPERTY + "=" + binding;
        ForkedJvm withoutUmask = new ForkedJvm()
                .under("/bin/sh", "-c", "umask 0 && exec \"$0\" \"$@\"")
                .flags(forced);
        try (CProcess jvm = withoutUmask.start(CreateQueue.class, name)) {
            assertThat(jvm.awaitExit(Bounds.SOON)).isEqualTo(new CProcess.Exit(0, binding + "\n"));
        }
        assertThat(queues.open(name, PosixAccess.READ).permissions().mode()).isEqualTo(0777);
    }

    /** Creates a queue that is open to all. */
    static final class CreateQueue {
        public static void main(String[] arguments) {
            System.out.println(LibcSelection.current().name());
            int flags = LinuxConstants.O_RDWR | LinuxConstants.O_CREAT | LinuxConstants.O_EXCL;
            System.exit(Libc.get().mqOpen(arguments[0], flags, 0777, 0) >= 0 ? 0 : 1);
        }
    }

    @Test
    void aQueueIsReadWrittenAndDescribed() {
        int queue = open(queues.create(3, 16).name());
        memory.bytes().putLong(0, 0x0102030405060708L);
        int highest = LinuxConstants.MQ_PRIO_MAX - 1;
        assertThat(libc.mqTimedsend(queue, at(0), 8, highest, 0)).isZero();
        assertThat(libc.mqTimedreceive(queue, at(64), 16, at(128), 0)).isEqualTo(8);
        assertThat(memory.bytes().getLong(64)).isEqualTo(0x0102030405060708L);
        assertThat(memory.bytes().getInt(128)).isEqualTo(highest);
        assertThat(libc.mqGetattr(queue, at(0))).isZero();
        assertThat(memory.bytes().getLong(StructLayouts.MQ_ATTR_MAXMSG)).isEqualTo(3);
        assertThat(memory.bytes().getLong(StructLayouts.MQ_ATTR_MSGSIZE)).isEqualTo(16);
        assertThat(memory.bytes().getLong(StructLayouts.MQ_ATTR_CURMSGS)).isZero();
        assertThat(libc.fchmod(queue, 0640)).isZero();
        assertThat(libc.close(queue)).isZero();
    }

    @Test
    void attributesOfANewQueueArrive() {
        String name = queues.name();
        memory.bytes().putLong(StructLayouts.MQ_ATTR_MAXMSG, 2);
        memory.bytes().putLong(StructLayouts.MQ_ATTR_MSGSIZE, 24);
        int flags = LinuxConstants.O_RDWR | LinuxConstants.O_CREAT | LinuxConstants.O_EXCL;
        int queue = libc.mqOpen(name, flags, 0600, at(0));
        assertThat(queue).isNotNegative();
        assertThat(libc.mqGetattr(queue, at(64))).isZero();
        assertThat(memory.bytes().getLong(64 + StructLayouts.MQ_ATTR_MSGSIZE)).isEqualTo(24);
        assertThat(libc.close(queue)).isZero();
        assertThat(libc.mqUnlink(name)).isZero();
    }

    @Test
    void aLengthBeyond32BitsIsNotCut() {
        int queue = open(queues.create(1, 8).name());
        assertThat(libc.mqTimedsend(queue, at(0), BEYOND_32_BITS + 1, 0, 0)).isEqualTo(-Errno.EMSGSIZE.number());
        assertThat(libc.mqTimedsend(queue, at(0), 8, 0, 0)).isZero();
        assertThat(libc.mqTimedreceive(queue, at(0), BEYOND_32_BITS, 0, 0)).isEqualTo(8);
        assertThat(libc.close(queue)).isZero();
    }

    @Test
    void anOffsetBeyond32BitsIsNotCut(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {7, 8, 9}), BEYOND_32_BITS + 5);
        }
        int fd = libc.open(file.toString(), LinuxConstants.O_RDONLY);
        assertThat(libc.pread(fd, at(0), 3, BEYOND_32_BITS + 6)).isEqualTo(2);
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 8);
        assertThat(libc.close(fd)).isZero();
    }

    /** The kernel counts bytes: 255 are allowed in a name, and each of these letters takes two. */
    @Test
    void aNameBeyondAsciiIsPassedAsUtf8() {
        int flags = LinuxConstants.O_RDWR | LinuxConstants.O_CREAT | LinuxConstants.O_EXCL;
        String name = queues.name();
        name += "\u00e4".repeat((255 - (name.length() - 1)) / 2);
        int queue = libc.mqOpen(name, flags, 0600, 0);
        assertThat(queue).isNotNegative();
        assertThat(libc.close(queue)).isZero();
        assertThat(libc.mqUnlink(name)).isZero();
        assertThat(libc.mqOpen(name + "\u00e4", flags, 0600, 0)).isEqualTo(-Errno.ENAMETOOLONG.number());
    }

    @Test
    void unsignedNumbersAboveTheSignBitArrive() {
        int counter = libc.eventfd(-1, LinuxConstants.EFD_NONBLOCK | LinuxConstants.EFD_CLOEXEC);
        assertThat(libc.read(counter, at(0), Long.BYTES)).isEqualTo(Long.BYTES);
        assertThat(memory.bytes().getLong(0)).isEqualTo(0xFFFF_FFFFL);
        assertThat(libc.close(counter)).isZero();
        int queue = open(queues.create(1, 8).name());
        assertThat(libc.mqTimedsend(queue, at(0), 1, LinuxConstants.MQ_PRIO_MAX, 0))
                .isEqualTo(-Errno.EINVAL.number());
        assertThat(libc.mqTimedsend(queue, at(0), 1, -1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc.close(queue)).isZero();
    }

    @Test
    void nullIsNull() {
        int queue = open(queues.create(1, 8).name());
        assertThat(libc.mqTimedsend(queue, 0, 1, 0, 0)).isEqualTo(-Errno.EFAULT.number());
        assertThat(libc.mqTimedsend(queue, 0, 0, 0, 0)).isZero();
        assertThat(libc.mqTimedreceive(queue, at(0), 8, 0, 0)).isZero();
        assertThat(libc.mqNotify(queue, 0)).isZero();
        assertThat(libc.close(queue)).isZero();
        assertThat(libc.sigaction(LinuxConstants.SIGRTMAX, 0, 0)).isZero();
    }

    @Test
    void aDeadlineArrives() {
        int queue = libc.mqOpen(queues.create(1, 8).name(), LinuxConstants.O_RDWR, 0, 0);
        memory.bytes().putLong(0, 1).putLong(8, 0);
        assertThat(libc.mqTimedreceive(queue, at(64), 8, 0, at(0))).isEqualTo(-Errno.ETIMEDOUT.number());
        assertThat(libc.mqTimedsend(queue, at(64), 8, 0, at(0))).isZero();
        assertThat(libc.mqTimedsend(queue, at(64), 8, 0, at(0))).isEqualTo(-Errno.ETIMEDOUT.number());
        assertThat(libc.close(queue)).isZero();
    }

    @Test
    void anEventComesWithItsData() {
        StructLayouts layouts = StructLayouts.CURRENT;
        int epoll = libc.epollCreate1(LinuxConstants.EPOLL_CLOEXEC);
        int counter = libc.eventfd(1, LinuxConstants.EFD_CLOEXEC);
        memory.bytes().putInt(StructLayouts.EPOLL_EVENT_EVENTS, LinuxConstants.EPOLLIN | LinuxConstants.EPOLLET);
        memory.bytes().putLong(layouts.epollEventDataOffset(), 0x1122334455667788L);
        assertThat(libc.epollCtl(epoll, LinuxConstants.EPOLL_CTL_ADD, counter, at(0)))
                .isZero();
        assertThat(libc.epollCtl(epoll, LinuxConstants.EPOLL_CTL_MOD, counter, at(0)))
                .isZero();
        assertThat(libc.epollWait(epoll, at(64), 4, -1)).isEqualTo(1);
        assertThat(memory.bytes().getInt(64)).isEqualTo(LinuxConstants.EPOLLIN);
        assertThat(memory.bytes().getLong(64 + layouts.epollEventDataOffset())).isEqualTo(0x1122334455667788L);
        assertThat(libc.epollWait(epoll, at(64), 4, 0)).isZero();
        assertThat(libc.epollCtl(epoll, LinuxConstants.EPOLL_CTL_DEL, counter, 0))
                .isZero();
        assertThat(libc.close(counter)).isZero();
        assertThat(libc.close(epoll)).isZero();
    }

    @Test
    void aTimerIsSetAskedAndRead() {
        int timer = libc.timerfdCreate(LinuxConstants.CLOCK_MONOTONIC, LinuxConstants.TFD_CLOEXEC);
        assertThat(timer).isNotNegative();
        memory.bytes().putLong(StructLayouts.ITIMERSPEC_VALUE + StructLayouts.TIMESPEC_NSEC, 1);
        assertThat(libc.timerfdSettime(timer, LinuxConstants.TFD_TIMER_ABSTIME, at(0), at(64)))
                .isZero();
        assertThat(libc.read(timer, at(128), Long.BYTES)).isEqualTo(Long.BYTES);
        assertThat(memory.bytes().getLong(128)).isEqualTo(1);
        memory.bytes().putLong(64 + StructLayouts.ITIMERSPEC_VALUE + StructLayouts.TIMESPEC_NSEC, 1);
        assertThat(libc.timerfdGettime(timer, at(64))).isZero();
        assertThat(memory.bytes().getLong(64 + StructLayouts.ITIMERSPEC_VALUE + StructLayouts.TIMESPEC_NSEC))
                .isZero();
        assertThat(libc.close(timer)).isZero();
    }

    @Test
    void aSystemVMessagesTypeBeyond32BitsIsNotCut() {
        long type = BEYOND_32_BITS + 1;
        int queue = libc.msgget(LinuxConstants.IPC_PRIVATE, LinuxConstants.IPC_CREAT | 0600);
        assertThat(queue).isNotNegative();
        try {
            memory.bytes().putLong(0, type).putInt(8, 4711);
            assertThat(libc.msgsnd(queue, at(0), Integer.BYTES, LinuxConstants.IPC_NOWAIT))
                    .isZero();
            assertThat(libc.msgsnd(queue, at(0), BEYOND_32_BITS + 1, LinuxConstants.IPC_NOWAIT))
                    .isEqualTo(-Errno.EINVAL.number());
            assertThat(libc.msgrcv(queue, at(64), 64, 1, LinuxConstants.IPC_NOWAIT))
                    .isEqualTo(-Errno.ENOMSG.number());
            assertThat(libc.msgrcv(queue, at(64), BEYOND_32_BITS, type, LinuxConstants.IPC_NOWAIT))
                    .isEqualTo(Integer.BYTES);
            assertThat(memory.bytes().getLong(64)).isEqualTo(type);
            assertThat(memory.bytes().getInt(72)).isEqualTo(4711);
            assertThat(libc.msgctl(queue, LinuxConstants.IPC_STAT, at(0))).isZero();
            assertThat(memory.bytes().getLong(StructLayouts.MSQID_DS_QNUM)).isZero();
        } finally {
            assertThat(libc.msgctl(queue, LinuxConstants.IPC_RMID, 0)).isZero();
        }
    }

    @Test
    void aClockTellsTheTimeOfTheJvm() {
        long before = System.currentTimeMillis() / 1000;
        assertThat(libc.clockGettime(LinuxConstants.CLOCK_REALTIME, at(0))).isZero();
        assertThat(memory.bytes().getLong(StructLayouts.TIMESPEC_SEC)).isBetween(before, before + 60);
    }

    @Test
    void aLimitIsRead() {
        assertThat(libc.getrlimit(LinuxConstants.RLIMIT_NOFILE, at(0))).isZero();
        assertThat(memory.bytes().getLong(StructLayouts.RLIMIT_CUR)).isPositive();
    }

    @Test
    void aSocketIsMade() {
        int type = LinuxConstants.SOCK_RAW | LinuxConstants.SOCK_CLOEXEC;
        int socket = libc.socket(LinuxConstants.AF_NETLINK, type, LinuxConstants.NETLINK_ROUTE);
        assertThat(socket).isNotNegative();
        assertThat(libc.close(socket)).isZero();
    }

    private int open(String name) {
        int queue = libc.mqOpen(name, LinuxConstants.O_RDWR | LinuxConstants.O_NONBLOCK, 0, 0);
        assertThat(queue).isNotNegative();
        return queue;
    }

    /** An address in memory that lives as long as the test. */
    private long at(int offset) {
        return memory.address() + offset;
    }
}
