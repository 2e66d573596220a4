/* A queue of either kind that carries numbers. Behind seeded.h. */
#ifndef NUMBERED_H
#define NUMBERED_H

#include <stdint.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

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

#endif
