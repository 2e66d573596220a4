/* What the programs for System V queues share, behind seeded.h. A message's type follows from its seeded priority. */
#ifndef SYSV_H
#define SYSV_H

#include <stdint.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct message {
    long type;
    unsigned char bytes[65536];
};

static inline size_t seeded_sysv_message(
        uint64_t seed, uint32_t number, size_t max_size, long types, struct message *into) {
    unsigned priority;
    size_t size = seeded_message(seed, number, max_size, into->bytes, &priority);
    into->type = priority % types + 1;
    return size;
}

#endif
