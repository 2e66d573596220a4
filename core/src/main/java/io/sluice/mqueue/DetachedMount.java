package io.sluice.mqueue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.MountCalls;
import io.sluice.libc.MountConstants;
import io.sluice.memory.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A mount of the mqueue file system at no place: no other process sees it, and nothing of it is left behind its close. It
 * shows the queues of this process's IPC namespace.
 */
final class DetachedMount implements AutoCloseable {
    private static final byte[] KIND = "mqueue\0".getBytes(StandardCharsets.US_ASCII);

    private static final String WHAT = "the mqueue file system";

    private final OwnedFd folder;

    private DetachedMount(OwnedFd folder) {
        this.folder = folder;
    }

    /**
     * Mounts it.
     *
     * @throws ErrnoException if this user may not ({@code EPERM}), or the kernel is older than Linux 5.2 ({@code ENOSYS})
     */
    static DetachedMount open() {
        MountCalls mounts = Libc.get().mounts();
        FileCalls files = Libc.get().files();
        NativeMemory kind = NativeMemory.allocate(KIND.length);
        kind.bytes().put(0, KIND);
        int configuration = mounts.fsopen(kind.address(), MountConstants.FSOPEN_CLOEXEC);
        kind.keepAlive();
        try (OwnedFd made = OwnedFd.part(files, checked("fsopen", configuration), WHAT)) {
            checked("fsconfig", mounts.fsconfig(made.number(), MountConstants.FSCONFIG_CMD_CREATE, 0, 0, 0));
            int mount = mounts.fsmount(made.number(), MountConstants.FSMOUNT_CLOEXEC, MountConstants.MOUNT_ATTR_RDONLY);
            return new DetachedMount(OwnedFd.part(files, checked("fsmount", mount), WHAT));
        }
    }

    private static int checked(String call, int result) {
        if (result < 0) {
            throw new ErrnoException(call, WHAT, -result, remedy(-result));
        }
        return result;
    }

    private static String remedy(int errno) {
        String who = errno == Errno.EPERM.number()
                ? "It is not mounted here, and without a mount only root lists the queues, with CAP_SYS_ADMIN. Run this as"
                        + " root, or let root mount it for everybody: "
                : "It is not mounted here, and only it lists the queues. Mount it as root: ";
        return who + MqueueFileSystem.MOUNT;
    }

    /** Its topmost folder, as long as this is open. */
    Path path() {
        return Path.of("/proc/self/fd/" + folder.number());
    }

    @Override
    public void close() {
        folder.close();
    }
}
