package io.sluice.mqueue;

/**
 * Who owns a queue and who may open it.
 *
 * <pre>{@code
 * try (PosixMessageQueue queue = PosixMessageQueue.open("/orders", PosixAccess.READ)) {
 *     boolean othersMaySend = (queue.permissions().mode() & 0002) != 0;
 * }
 * }</pre>
 *
 * @param mode the permission bits, such as {@code 0600}
 * @param userId the owner's user id
 * @param groupId the owner's group id
 * @see "mq_overview(7)"
 */
public record PosixMqPermissions(int mode, int userId, int groupId) {
    /** The mode is in octal, as {@code ls} and {@code chmod} have it. */
    @Override
    public String toString() {
        return String.format("PosixMqPermissions[mode=%04o, userId=%d, groupId=%d]", mode, userId, groupId);
    }
}
