package io.sluice.cli.command;

/**
 * A queue's permission bits and owner as {@code info} and {@code list} print them.
 *
 * @param mode the permission bits
 * @param userId the owner's user id, an unsigned number
 * @param groupId the owner's group id, an unsigned number
 */
public record OwnerAndMode(int mode, int userId, int groupId) {
    /** The names of the columns. */
    public static final String HEADER = "MODE\tUID\tGID";

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
