/*
 * What the C contestants and peers share. A worker reads commands from its standard input, one a line, and answers each
 * with "ready" when its queues are open, and then with "done KEY=VALUE ..." or "failed REASON".
 *
 * A command is "round COUNT SIZE NAME...", with the names of queues or semaphores, paths, or the id of a process. Message n
 * of a round begins with n as a 64-bit number in the machine's order, and goes on with bytes that n decides; in a round on
 * several queues, they come through one after the other.
 */
#ifndef WORKER_H
#define WORKER_H

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { TEMPLATES = 8, MAX_SIZE = 65536, MAX_QUEUES = 256, MAX_ROUND_SECONDS = 120 };

struct command {
    long count;
    size_t size;
    int queues;
    const char *names[MAX_QUEUES];
};

static unsigned char templates[TEMPLATES][MAX_SIZE];

static inline int64_t nanos_of(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static inline int64_t now(void) {
    return nanos_of(CLOCK_MONOTONIC);
}

static inline void failed(const char *what) {
    printf("failed %s: %s\n", what, strerror(errno));
    fflush(stdout);
    exit(1);
}

static inline void wrong(const char *what, int64_t expected, int64_t found) {
    printf("failed %s: expected %lld, found %lld\n", what, (long long) expected, (long long) found);
    fflush(stdout);
    exit(1);
}

static inline void ready(void) {
    printf("ready\n");
    fflush(stdout);
}

/* What else a round has to say: " KEY=VALUE". */
static char besides[64];

static inline void done(int64_t nanos, int64_t cpu_before) {
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
    printf("done nanos=%lld cpu=%lld%s\n", (long long) nanos, (long long) cpu, besides);
    fflush(stdout);
}

static int by_value(const void *left, const void *right) {
    int64_t a = *(const int64_t *) left, b = *(const int64_t *) right;
    return (a > b) - (a < b);
}

/* For rounds of single waits: the time of each, in nanoseconds. */
static inline void done_with(int64_t *times, long count) {
    qsort(times, count, sizeof *times, by_value);
    int64_t p50 = times[count / 2], p99 = times[count * 99 / 100], p999 = times[count * 999 / 1000];
    printf("done p50=%lld p99=%lld p999=%lld%s\n", (long long) p50, (long long) p99, (long long) p999, besides);
    fflush(stdout);
}

static inline void write_message(unsigned char *into, int64_t number, size_t size) {
    memcpy(into, templates[number % TEMPLATES], size);
    memcpy(into, &number, sizeof number);
}

/* The bytes between the number and a place in the message are left to the caller. */
static inline void check_message_from(
    size_t place, const unsigned char *bytes, ssize_t length, int64_t number, size_t size) {
    int64_t found;
    if (length != (ssize_t) size) {
        wrong("the length of a message", size, length);
    }
    memcpy(&found, bytes, sizeof found);
    if (found != number) {
        wrong("the number of a message", number, found);
    }
    if (memcmp(bytes + place, templates[number % TEMPLATES] + place, size - place) != 0) {
        wrong("the bytes of a message", number, found);
    }
}

static inline void check_message(const unsigned char *bytes, ssize_t length, int64_t number, size_t size) {
    check_message_from(sizeof number, bytes, length, number, size);
}

/* A part of the messages of a round, which lie one behind the other, from a place in them on. */
static inline void check_bytes(const unsigned char *bytes, size_t length, int64_t position, size_t size) {
    while (length > 0) {
        int64_t number = position / (int64_t) size;
        size_t from = position % size, most = size - from, part = length < most ? length : most, head = 0;
        for (; head < part && from + head < sizeof number; head++) {
            if (bytes[head] != ((unsigned char *) &number)[from + head]) {
                wrong("the number of a message", number, -1);
            }
        }
        if (memcmp(bytes + head, templates[number % TEMPLATES] + from + head, part - head) != 0) {
            wrong("the bytes of a message", number, number);
        }
        bytes += part;
        length -= part;
        position += part;
    }
}

static inline int open_fifo(const char *path, int flags) {
    int fifo = open(path, flags | O_CLOEXEC);
    if (fifo < 0) {
        failed("open");
    }
    return fifo;
}

static inline mqd_t open_queue(const char *name, int flags) {
    mqd_t queue = mq_open(name, flags | O_CLOEXEC);
    if (queue == (mqd_t) -1) {
        failed("mq_open");
    }
    return queue;
}

static inline void watch(int epoll, int fd, uint32_t events, int index) {
    struct epoll_event event = {.events = events, .data.u32 = index};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
        failed("epoll_ctl");
    }
}

/* Reads the next command; what is left of a round when its time is over ends with SIGALRM. False at the end of input. */
static inline int next_command(struct command *command) {
    static char line[65536];
    static int begun;
    if (!begun++) {
        for (int t = 0; t < TEMPLATES; t++) {
            for (int i = 0; i < MAX_SIZE; i++) {
                templates[t][i] = t * 31 + i * 7 + 1;
            }
        }
    }
    alarm(0);
    if (fgets(line, sizeof line, stdin) == NULL) {
        return 0;
    }
    alarm(MAX_ROUND_SECONDS);
    const char *word = strtok(line, " \n");
    if (word == NULL || strcmp(word, "round") != 0) {
        errno = EINVAL;
        failed("the command");
    }
    command->count = atol(strtok(NULL, " \n"));
    command->size = atol(strtok(NULL, " \n"));
    command->queues = 0;
    while (command->queues < MAX_QUEUES && (word = strtok(NULL, " \n")) != NULL) {
        command->names[command->queues++] = word;
    }
    return 1;
}

#endif
