package io.sluice.libc;

/**
 * Calls that mount a file system at no place, for this process alone. They need {@code CAP_SYS_ADMIN}. Results and pointers
 * are as {@link Libc} says.
 */
public interface MountCalls {
    /**
     * Begins the configuration of a file system.
     *
     * @param name address of the name of its kind, with a NUL at the end
     * @param flags 0, or {@link MountConstants#FSOPEN_CLOEXEC}
     * @return a descriptor of the configuration, or the negated error
     * @see "fsopen(2)"
     */
    int fsopen(long name, int flags);

    /**
     * Configures a file system, or makes it.
     *
     * @param configuration the descriptor of the configuration
     * @param command {@code FSCONFIG_*}
     * @param key address of a text, or 0 if the command has none
     * @param value address of a value, or 0 if the command has none
     * @param auxiliary what it means depends on the command; 0 if nothing
     * @return 0, or the negated error
     * @see "fsconfig(2)"
     */
    int fsconfig(int configuration, int command, long key, long value, int auxiliary);

    /**
     * Mounts a file system that was made. It is at no place, and goes with the last descriptor.
     *
     * @param configuration the descriptor of the configuration
     * @param flags 0, or {@link MountConstants#FSMOUNT_CLOEXEC}
     * @param attributes {@code MOUNT_ATTR_*}
     * @return a descriptor of its topmost folder, or the negated error
     * @see "fsmount(2)"
     */
    int fsmount(int configuration, int flags, int attributes);
}
