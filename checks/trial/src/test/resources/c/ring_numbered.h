/*
 * Messages of a ring that say which of their producer's they are. The length and all bytes follow from the producer and the
 * number: most have 8 to 64 bytes, and one in 1024 any length up to the longest. NumberedRingMessages.java makes the same ones.
 * Behind sluice_ring.h.
 */
#ifndef RING_NUMBERED_H
#define RING_NUMBERED_H

#include <stdint.h>
#include <string.h>

enum { HEAD_SIZE = 8, COMMON_SIZES = 57, ONE_IN = 1024 };

static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* The buffer has 8 bytes more than the longest message. */
static inline size_t make_numbered(int32_t producer, uint64_t number, size_t longest, unsigned char *into) {
    uint64_t state = mix((uint64_t) producer << 48 ^ number);
    uint64_t sizes = state % ONE_IN == 0 ? longest - HEAD_SIZE + 1 : COMMON_SIZES;
    size_t size = HEAD_SIZE + state / ONE_IN % sizes;
    memcpy(into, &number, HEAD_SIZE);
    for (size_t at = HEAD_SIZE; at < size; at += sizeof state) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(into + at, &state, sizeof state);
    }
    return size;
}

#endif
