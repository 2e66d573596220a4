package io.sluice.sharedmemory;

/**
 * What is known of an object of shared memory.
 *
 * @param size how many bytes it has
 * @param allocated for how many of them there is memory; less than the size where it was not reserved, and rounded up to pages
 * @param mode the permission bits
 * @param userId the id of its owner
 * @param groupId the id of its group
 */
public record SharedMemoryInfo(long size, long allocated, int mode, int userId, int groupId) {}
