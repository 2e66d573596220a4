package io.sluice.sysvmsg;

import io.sluice.sysvipc.internal.IpcPerm;

/**
 * The settings of a queue that can be changed, all at once. Begin with {@link SysvMqStatus#settings()} and replace some.
 *
 * <pre>{@code
 * sysvQueue.set(sysvQueue.status().settings().withMode(0660).withMaxBytes(65_536));
 * }</pre>
 *
 * @param userId the owner's user id
 * @param groupId the owner's group id
 * @param mode the permission bits, 0 to 0777
 * @param maxBytes how many bytes, and how many messages, the queue holds ({@code msg_qbytes}), 0 to 4,294,967,295; with
 *     0, nothing can be sent
 * @see "msgctl(2)"
 */
public record SysvMqSettings(int userId, int groupId, int mode, long maxBytes) {
    /** More than an {@code unsigned int} would silently become its remainder. */
    private static final long MOST_BYTES = 0xffff_ffffL;

    /**
     * Makes settings.
     *
     * @param userId the owner's user id
     * @param groupId the owner's group id
     * @param mode the permission bits, 0 to 0777
     * @param maxBytes {@code msg_qbytes}, 0 to 4,294,967,295
     * @throws IllegalArgumentException if the mode or the bytes are out of range
     */
    public SysvMqSettings {
        IpcPerm.checkMode(mode);
        checkMaxBytes(maxBytes);
    }

    static long checkMaxBytes(long value) {
        if (value < 0 || value > MOST_BYTES) {
            throw new IllegalArgumentException("max bytes must be from 0 to " + MOST_BYTES + ", but was " + value);
        }
        return value;
    }

    /**
     * Copies the settings with another owner.
     *
     * @param user the owner's user id
     * @param group the owner's group id
     * @return new settings
     */
    public SysvMqSettings withOwner(int user, int group) {
        return new SysvMqSettings(user, group, mode, maxBytes);
    }

    /**
     * Copies the settings with another mode.
     *
     * @param bits the permission bits, 0 to 0777
     * @return new settings
     * @throws IllegalArgumentException if there are other bits in it
     */
    public SysvMqSettings withMode(int bits) {
        return new SysvMqSettings(userId, groupId, bits, maxBytes);
    }

    /**
     * Copies the settings with another size.
     *
     * @param bytes {@code msg_qbytes}, 0 to 4,294,967,295
     * @return new settings
     * @throws IllegalArgumentException if it is out of range
     */
    public SysvMqSettings withMaxBytes(long bytes) {
        return new SysvMqSettings(userId, groupId, mode, bytes);
    }

    /** The mode is in octal, as {@code ipcs} and {@code chmod} have it. */
    @Override
    public String toString() {
        return String.format(
                "SysvMqSettings[userId=%d, groupId=%d, mode=%04o, maxBytes=%d]", userId, groupId, mode, maxBytes);
    }
}
