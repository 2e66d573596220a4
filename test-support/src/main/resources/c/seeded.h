/*
 * Messages whose length, priority and bytes follow from a seed and their number. SeededMessages.java makes the same
 * ones. Also the few lines that every program here needs.
 */
#ifndef SEEDED_H
#define SEEDED_H

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORTEST = 4 };

static uint64_t next_random(uint64_t *state) {
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* Fills the buffer of max_size bytes, sets the priority and returns the length. */
static inline size_t seeded_message(
        uint64_t seed, uint32_t number, size_t max_size, unsigned char *into, unsigned *priority) {
    uint64_t state = seed + number * UINT64_C(0x5851F42D4C957F2D);
    *priority = next_random(&state) % 32768;
    size_t size = SHORTEST + next_random(&state) % (max_size - SHORTEST + 1);
    for (int i = 0; i < SHORTEST; i++) {
        into[i] = number >> 8 * i;
    }
    for (size_t i = SHORTEST; i < size; i++) {
        into[i] = next_random(&state) >> 56;
    }
    return size;
}

static inline uint32_t number_in(const unsigned char *message) {
    return message[0] | message[1] << 8 | message[2] << 16 | (uint32_t) message[3] << 24;
}

static inline void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static inline mqd_t open_queue(const char *name, int flags) {
    mqd_t queue = mq_open(name, flags);
    if (queue == (mqd_t) -1) {
        fail("mq_open");
    }
    return queue;
}

/* Lines leave the process at once, so that the test sees how far it is. */
static inline void write_lines_at_once(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
}

/* Reports each of few, and each thousandth of many. */
static inline void report(const char *what, long done, long all) {
    if (all <= 10000 || done % 1000 == 0 || done == all) {
        printf("%s %ld\n", what, done);
    }
}

#endif
