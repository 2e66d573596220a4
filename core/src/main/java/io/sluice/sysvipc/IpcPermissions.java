package io.sluice.sysvipc;

/**
 * Who owns a System V object, who created it, and who may use it. The owner can be changed, the creator cannot; both may
 * change and remove the object.
 *
 * <pre>{@code
 * boolean groupMayRead = (sysvQueue.status().permissions().mode() & 0040) != 0;
 * }</pre>
 *
 * @param mode the permission bits, such as {@code 0600}
 * @param userId the owner's user id
 * @param groupId the owner's group id
 * @param creatorUserId the creator's user id
 * @param creatorGroupId the creator's group id
 * @see "sysvipc(7)"
 */
public record IpcPermissions(int mode, int userId, int groupId, int creatorUserId, int creatorGroupId) {
    /**
     * Copies the permissions with another owner.
     *
     * @param user the owner's user id
     * @param group the owner's group id
     * @return new permissions
     */
    public IpcPermissions withOwner(int user, int group) {
        return new IpcPermissions(mode, user, group, creatorUserId, creatorGroupId);
    }

    /**
     * Copies the permissions with another mode.
     *
     * @param bits the permission bits, 0 to 0777; what sets them checks that
     * @return new permissions
     */
    public IpcPermissions withMode(int bits) {
        return new IpcPermissions(bits, userId, groupId, creatorUserId, creatorGroupId);
    }

    /** The mode is in octal, as {@code ipcs} and {@code chmod} have it. */
    @Override
    public String toString() {
        return String.format(
                "IpcPermissions[mode=%04o, userId=%d, groupId=%d, creatorUserId=%d, creatorGroupId=%d]",
                mode, userId, groupId, creatorUserId, creatorGroupId);
    }
}
