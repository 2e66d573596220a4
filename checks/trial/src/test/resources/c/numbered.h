/*
 * What the programs share that are killed: a queue of either kind that carries numbers, and a file in shared memory, whose
 * content outlives the program. Behind seeded.h.
 */
#ifndef NUMBERED_H
#define NUMBERED_H

#include <stdint.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/stat.h>

/* A message of a System V queue has the type of its priority plus one; the lowest type is taken first. */
enum { PRIORITIES = 3, END = -2 };

struct numbered {
    long type;
    int64_t number;
};

struct channel {
    mqd_t queue; /* or -1 */
    int id;
};

/* A name with a slash is that of a POSIX queue; a number is the identifier of one of System V. */
static inline struct channel open_channel(const char *which, int flags) {
    struct channel opened = {(mqd_t) -1, 0};
    if (which[0] == '/') {
        opened.queue = open_queue(which, flags);
    } else {
        opened.id = atoi(which);
    }
    return opened;
}

static inline void send_number(struct channel channel, int64_t number) {
    unsigned priority = number % PRIORITIES;
    struct numbered message = {priority + 1, number};
    int result = channel.queue != (mqd_t) -1
            ? mq_send(channel.queue, (const char *) &number, sizeof number, priority)
            : msgsnd(channel.id, &message, sizeof message.number, 0);
    if (result != 0) {
        fail("send");
    }
}

static inline int64_t receive_number(struct channel channel) {
    struct numbered message;
    ssize_t length = channel.queue != (mqd_t) -1
            ? mq_receive(channel.queue, (char *) &message.number, sizeof message.number, NULL)
            : msgrcv(channel.id, &message, sizeof message.number, -PRIORITIES, 0);
    if (length != sizeof message.number) {
        fail("receive");
    }
    return message.number;
}

static inline volatile int64_t *map_file(const char *path) {
    int fd = open(path, O_RDWR);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        fail(path);
    }
    void *mapped = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED) {
        fail("mmap");
    }
    return mapped;
}

/* Says that it is ready, and waits for the number to begin with. */
static inline int64_t await_go(void) {
    char line[64];
    printf("ready\n");
    fflush(stdout);
    if (fgets(line, sizeof line, stdin) == NULL) {
        exit(0);
    }
    return atoll(line);
}

#endif
