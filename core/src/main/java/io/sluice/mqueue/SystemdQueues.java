package io.sluice.mqueue;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The POSIX message queues that systemd passes to a service. A socket unit with {@code ListenMessageQueue=} creates the
 * queues, so messages wait there also while the service is not running, and the first one starts it.
 *
 * <pre>{@code
 * List<PosixMessageQueue> queues = SystemdQueues.inherited();
 * Flux<PosixMessage> messages = PosixMqReceiver.create(queues.get(0)).receive();
 * }</pre>
 *
 * @see "sd_listen_fds(3)"
 * @see "systemd.socket(5)"
 */
public final class SystemdQueues {
    private static final int FIRST = 3; // SD_LISTEN_FDS_START

    private SystemdQueues() {}

    /**
     * Opens the queues that this process was given: the descriptors from 3 on, as many as {@code LISTEN_FDS} says, where {@code
     * LISTEN_PID} is this process. Other descriptors among them, such as network sockets, are left alone. Child processes do
     * not inherit the queues' descriptors afterwards. Each call opens handles of its own.
     *
     * @return the queues in the order of the socket unit, each to be closed; none where systemd has not started this process
     *     or has passed no queue
     * @throws ErrnoException as {@link PosixMessageQueue#adopt(int)} fails; the queues that were opened before are closed
     */
    public static List<PosixMessageQueue> inherited() {
        return inherited(System.getenv(), ProcessHandle.current().pid());
    }

    static List<PosixMessageQueue> inherited(Map<String, String> environment, long pid) {
        if (!String.valueOf(pid).equals(environment.get("LISTEN_PID"))) {
            return List.of();
        }
        List<PosixMessageQueue> queues = new ArrayList<>();
        try {
            int end = FIRST + count(environment);
            for (int descriptor = FIRST; descriptor < end; descriptor++) {
                if (GivenQueue.isOne(descriptor)) {
                    Libc.get().files().fcntl(descriptor, FileConstants.F_SETFD, FileConstants.FD_CLOEXEC);
                    queues.add(PosixMessageQueue.adopt(descriptor));
                }
            }
            return List.copyOf(queues);
        } catch (Throwable failed) {
            queues.forEach(PosixMessageQueue::close);
            throw failed;
        }
    }

    private static int count(Map<String, String> environment) {
        try {
            return Integer.parseInt(environment.getOrDefault("LISTEN_FDS", ""));
        } catch (NumberFormatException notSet) {
            return 0;
        }
    }
}
