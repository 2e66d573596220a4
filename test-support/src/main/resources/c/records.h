/*
 * Records of one size that say who wrote them and which they are: the writer and the number, four bytes each, and bytes that
 * follow from both. NumberedRecords.java makes the same ones.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 8, MOST_WRITERS = 64 };

static inline void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static inline void put_number(unsigned char *into, uint32_t number) {
    for (int i = 0; i < 4; i++) {
        into[i] = number >> 8 * i;
    }
}

static inline uint32_t number_at(const unsigned char *from) {
    return from[0] | from[1] << 8 | from[2] << 16 | (uint32_t) from[3] << 24;
}

static inline void make_record(uint32_t writer, uint32_t number, size_t size, unsigned char *into) {
    put_number(into, writer);
    put_number(into + 4, number);
    for (size_t i = HEAD; i < size; i++) {
        into[i] = writer * 31 + number * 7 + i;
    }
}

/* Opens a pipe; "-" is standard input or output. */
static inline int open_pipe(const char *path, int flags) {
    if (strcmp(path, "-") == 0) {
        return flags == O_RDONLY ? 0 : 1;
    }
    int descriptor = open(path, flags);
    if (descriptor < 0) {
        fail("open");
    }
    return descriptor;
}

#endif
