package io.sluice.cli.command;

import java.util.List;

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
     * The values in columns.
     *
     * @return mode, user id and group id with a tab between them
     */
    public String columns() {
        return mode(mode) + "\t" + Integer.toUnsignedString(userId) + "\t" + Integer.toUnsignedString(groupId);
    }

    /**
     * The values one a line.
     *
     * @return a line for each
     */
    public List<String> lines() {
        return List.of(
                "mode: " + mode(mode),
                "uid: " + Integer.toUnsignedString(userId),
                "gid: " + Integer.toUnsignedString(groupId));
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
