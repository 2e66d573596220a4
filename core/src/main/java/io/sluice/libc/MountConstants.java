package io.sluice.libc;

/** The constants of {@link MountCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class MountConstants {
    /** The descriptor of {@code fsopen} is closed at exec. */
    public static final int FSOPEN_CLOEXEC = 1;
    /** Makes the file system that was configured. */
    public static final int FSCONFIG_CMD_CREATE = 6;
    /** The descriptor of {@code fsmount} is closed at exec. */
    public static final int FSMOUNT_CLOEXEC = 1;
    /** Nothing is changed through this mount. */
    public static final int MOUNT_ATTR_RDONLY = 1;

    private MountConstants() {}
}
