package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.junit.RunningProgram;
import io.sluice.memory.NativeMemory;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the calls on POSIX message queues must do in every binding. One subclass for each binding. */
public abstract class PosixQueueCallsContract extends CallsContract {
    private static final long BEYOND_32_BITS = 1L << 32;

    private final PosixQueueCalls posixQueues = libc.posixQueues();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected PosixQueueCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(posixQueues.mqNotify(-1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(posixQueues.mqOpen(queues.name(), FileConstants.O_RDWR, 0, 0))
                .isEqualTo(-Errno.ENOENT.number());
        assertThat(posixQueues.mqUnlink(queues.name())).isEqualTo(-Errno.ENOENT.number());
        assertThat(posixQueues.mqGetattr(-1, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(posixQueues.mqTimedsend(-1, 0, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(posixQueues.mqTimedreceive(-1, 0, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
    }

    @Test
    void theModeArrivesThroughTheVariadicCall() {
        String name = queues.name();
        int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_EXCL;
        int mode = 0500; // no usual umask takes any of these
        int number = posixQueues.mqOpen(name, flags, mode, 0);
        assertThat(number).isNotNegative();
        assertThat(libc.files().close(number)).isZero();
        try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ)) {
            assertThat(queue.permissions().mode()).isEqualTo(mode);
        }
    }

    @Test
    void aQueuesModeArrivesWholeWhereTheUmaskTakesNothing() {
        String name = queues.name();
        String forced = "-D" + LibcSelection.PROPERTY + "=" + binding;
        ForkedJvm withoutUmask = new ForkedJvm()
                .under("/bin/sh", "-c", "umask 0 && exec \"$0\" \"$@\"")
                .flags(forced);
        try (RunningProgram jvm = withoutUmask.start(CreateQueue.class, name)) {
            assertThat(jvm.awaitExit(Bounds.WITH_START)).isEqualTo(new RunningProgram.Exit(0, binding + "\n"));
        }
        assertThat(queues.open(name, PosixAccess.READ).permissions().mode()).isEqualTo(0777);
    }

    /** Creates a queue that is open to all. */
    static final class CreateQueue {
        public static void main(String[] arguments) {
            System.out.println(LibcSelection.current().name());
            int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_EXCL;
            System.exit(Libc.get().posixQueues().mqOpen(arguments[0], flags, 0777, 0) >= 0 ? 0 : 1);
        }
    }

    @Test
    void attributesOfANewQueueArrive() {
        String name = queues.name();
        memory.bytes().putLong(PosixQueueLayouts.MQ_ATTR_MAXMSG, 2);
        memory.bytes().putLong(PosixQueueLayouts.MQ_ATTR_MSGSIZE, 24);
        int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_EXCL;
        int queue = posixQueues.mqOpen(name, flags, 0600, at(0));
        assertThat(queue).isNotNegative();
        assertThat(posixQueues.mqGetattr(queue, at(64))).isZero();
        assertThat(memory.bytes().getLong(64 + PosixQueueLayouts.MQ_ATTR_MSGSIZE))
                .isEqualTo(24);
        assertThat(libc.files().close(queue)).isZero();
        assertThat(posixQueues.mqUnlink(name)).isZero();
    }

    /** The kernel counts bytes: 255 are allowed in a name, and each of these letters takes two. */
    @Test
    void aNameBeyondAsciiIsPassedAsUtf8() {
        int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_EXCL;
        String name = queues.name();
        name += "\u00e4".repeat((255 - (name.length() - 1)) / 2);
        int queue = posixQueues.mqOpen(name, flags, 0600, 0);
        assertThat(queue).isNotNegative();
        assertThat(libc.files().close(queue)).isZero();
        assertThat(posixQueues.mqUnlink(name)).isZero();
        assertThat(posixQueues.mqOpen(name + "\u00e4", flags, 0600, 0)).isEqualTo(-Errno.ENAMETOOLONG.number());
    }

    @Test
    void aQueueIsReadWrittenAndDescribed() {
        int queue = open(queues.create(3, 16).name());
        memory.bytes().putLong(0, 0x0102030405060708L);
        int highest = PosixQueueConstants.MQ_PRIO_MAX - 1;
        assertThat(posixQueues.mqTimedsend(queue, at(0), 8, highest, 0)).isZero();
        assertThat(posixQueues.mqTimedreceive(queue, at(64), 16, at(128), 0)).isEqualTo(8);
        assertThat(memory.bytes().getLong(64)).isEqualTo(0x0102030405060708L);
        assertThat(memory.bytes().getInt(128)).isEqualTo(highest);
        assertThat(posixQueues.mqGetattr(queue, at(0))).isZero();
        assertThat(memory.bytes().getLong(PosixQueueLayouts.MQ_ATTR_MAXMSG)).isEqualTo(3);
        assertThat(memory.bytes().getLong(PosixQueueLayouts.MQ_ATTR_MSGSIZE)).isEqualTo(16);
        assertThat(memory.bytes().getLong(PosixQueueLayouts.MQ_ATTR_CURMSGS)).isZero();
        assertThat(libc.files().fchmod(queue, 0640)).isZero();
        assertThat(libc.files().close(queue)).isZero();
    }

    @Test
    void aPriorityAboveTheHighestArrivesAsItIs() {
        int queue = open(queues.create(1, 8).name());
        assertThat(posixQueues.mqTimedsend(queue, at(0), 1, PosixQueueConstants.MQ_PRIO_MAX, 0))
                .isEqualTo(-Errno.EINVAL.number());
        assertThat(posixQueues.mqTimedsend(queue, at(0), 1, -1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(libc.files().close(queue)).isZero();
    }

    @Test
    void aLengthBeyond32BitsIsNotCut() {
        int queue = open(queues.create(1, 8).name());
        assertThat(posixQueues.mqTimedsend(queue, at(0), BEYOND_32_BITS + 1, 0, 0))
                .isEqualTo(-Errno.EMSGSIZE.number());
        assertThat(posixQueues.mqTimedsend(queue, at(0), 8, 0, 0)).isZero();
        assertThat(posixQueues.mqTimedreceive(queue, at(0), BEYOND_32_BITS, 0, 0))
                .isEqualTo(8);
        assertThat(libc.files().close(queue)).isZero();
    }

    @Test
    void nullIsNull() {
        int queue = open(queues.create(1, 8).name());
        assertThat(posixQueues.mqTimedsend(queue, 0, 1, 0, 0)).isEqualTo(-Errno.EFAULT.number());
        assertThat(posixQueues.mqTimedsend(queue, 0, 0, 0, 0)).isZero();
        assertThat(posixQueues.mqTimedreceive(queue, at(0), 8, 0, 0)).isZero();
        assertThat(posixQueues.mqNotify(queue, 0)).isZero();
        assertThat(libc.files().close(queue)).isZero();
    }

    @Test
    void aDeadlineArrives() {
        int queue = posixQueues.mqOpen(queues.create(1, 8).name(), FileConstants.O_RDWR, 0, 0);
        memory.bytes().putLong(0, 1).putLong(8, 0);
        assertThat(posixQueues.mqTimedreceive(queue, at(64), 8, 0, at(0))).isEqualTo(-Errno.ETIMEDOUT.number());
        assertThat(posixQueues.mqTimedsend(queue, at(64), 8, 0, at(0))).isZero();
        assertThat(posixQueues.mqTimedsend(queue, at(64), 8, 0, at(0))).isEqualTo(-Errno.ETIMEDOUT.number());
        assertThat(libc.files().close(queue)).isZero();
    }

    @Test
    void aNotificationArrivesAtItsSocketAndAQueueSaysWhoIsNotified() {
        int type = SocketConstants.SOCK_RAW | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
        int socket = libc.sockets().socket(SocketConstants.AF_NETLINK, type, SocketConstants.NETLINK_ROUTE);
        assertThat(socket).isNotNegative();
        int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_NONBLOCK;
        int queue = posixQueues.mqOpen(queues.name(), flags, 0600, 0);
        NativeMemory event =
                NativeMemory.allocate(PosixQueueLayouts.SIGEVENT_SIZE + PosixQueueConstants.NOTIFY_COOKIE_LEN);
        int cookie = PosixQueueLayouts.SIGEVENT_SIZE;
        event.bytes().putLong(PosixQueueLayouts.SIGEVENT_VALUE, event.address() + cookie);
        event.bytes().putInt(PosixQueueLayouts.SIGEVENT_SIGNO, socket);
        event.bytes().putInt(PosixQueueLayouts.SIGEVENT_NOTIFY, PosixQueueConstants.SIGEV_THREAD);
        event.bytes().putLong(cookie, 4711);
        assertThat(posixQueues.mqNotify(queue, event.address())).isZero();

        long length = libc.files().pread(queue, at(0), memory.size(), 0);
        byte[] status = new byte[(int) length];
        memory.bytes().get(0, status);
        assertThat(new String(status, StandardCharsets.US_ASCII))
                .contains("NOTIFY_PID:" + ProcessHandle.current().pid());

        assertThat(posixQueues.mqTimedsend(queue, event.address(), 1, 0, 0)).isZero();
        assertThat(libc.files().read(socket, at(0), memory.size())).isEqualTo(PosixQueueConstants.NOTIFY_COOKIE_LEN);
        assertThat(memory.bytes().getLong(0)).isEqualTo(4711);
        assertThat(memory.bytes().get(PosixQueueConstants.NOTIFY_COOKIE_LEN - 1))
                .isEqualTo((byte) PosixQueueConstants.NOTIFY_WOKENUP);
        event.keepAlive();
        assertThat(libc.files().close(queue)).isZero();
        assertThat(libc.files().close(socket)).isZero();
    }

    private int open(String name) {
        int queue = posixQueues.mqOpen(name, FileConstants.O_RDWR | FileConstants.O_NONBLOCK, 0, 0);
        assertThat(queue).isNotNegative();
        return queue;
    }
}
