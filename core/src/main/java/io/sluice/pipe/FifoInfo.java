package io.sluice.pipe;

/**
 * What a FIFO is like at one moment.
 *
 * <pre>{@code
 * FifoInfo info = Fifo.info(path);
 * System.out.println(info.readableBytes() + " of " + info.capacity() + " bytes are waiting");
 * }</pre>
 *
 * @param mode the permission bits, such as 0600
 * @param userId the owner's number
 * @param groupId the group's number
 * @param capacity how many bytes it holds, or would hold if a process had it open
 * @param readableBytes how many bytes were written and not read; 0 if no process has it open
 */
public record FifoInfo(int mode, int userId, int groupId, int capacity, int readableBytes) {}
