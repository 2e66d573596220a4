package io.sluice.mqueue;

/**
 * Who owns a queue and who may open it.
 *
 * @param mode the permission bits, such as {@code 0600}
 * @param userId the owner's user id
 * @param groupId the owner's group id
 * @see "mq_overview(7)"
 */
public record PosixMqPermissions(int mode, int userId, int groupId) {}
