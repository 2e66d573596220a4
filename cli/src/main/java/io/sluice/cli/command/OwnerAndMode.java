package io.sluice.cli.command;

import io.sluice.sysvipc.IpcPermissions;

/**
 * The permission bits and the owner of an object as {@code info} and {@code list} print them.
 *
 * @param mode the permission bits
 * @param userId the owner's user id, an unsigned number
 * @param groupId the owner's group id, an unsigned number
 */
public record OwnerAndMode(int mode, int userId, int groupId) {
    /** The names of the columns. */
    public static final String HEADER = "MODE\tUID\tGID";

    /**
     * The owner and the mode of a System V object.
     *
     * @param permissions its permissions
     * @return those of it that are printed
     */
    public static OwnerAndMode of(IpcPermissions permissions) {
        return new OwnerAndMode(permissions.mode(), permissions.userId(), permissions.groupId());
    }

    /**
     * Permission bits as chmod(1) takes them.
     *
     * @param mode the permission bits
     * @return four octal digits
     */
    public static String mode(int mode) {
        return String.format("%04o", mode);
    }
}
