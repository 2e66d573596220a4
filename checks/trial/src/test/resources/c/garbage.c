/*
 * garbage mq NAME COUNT SEED, or garbage msg ID COUNT SEED: sends COUNT messages of random bytes, of every size that the
 * queue takes and every priority or type that there is, the least and the greatest among them, and waits where the queue
 * is full. Writes "sent" at the end.
 */
#include "seeded.h"
#include <limits.h>
#include <sys/msg.h>

enum { MOST = 512, HIGHEST_PRIORITY = 32767 };

static struct {
    long type;
    unsigned char bytes[MOST];
} message;

/* The ends of the range come often. */
static uint64_t up_to(uint64_t most, uint64_t *state) {
    uint64_t random = next_random(state);
    switch (random >> 62) {
        case 0:
            return 0;
        case 1:
            return most;
        default:
            return most == UINT64_MAX ? random : random % (most + 1);
    }
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: garbage mq|msg QUEUE COUNT SEED\n");
        return 2;
    }
    int posix = strcmp(argv[1], "mq") == 0;
    uint64_t state = strtoull(argv[4], NULL, 10);
    struct mq_attr attributes = {.mq_msgsize = MOST};
    mqd_t queue = posix ? open_queue(argv[2], O_WRONLY) : -1;
    if (posix && mq_getattr(queue, &attributes) != 0) {
        fail("mq_getattr");
    }
    for (long left = atol(argv[3]); left > 0; left--) {
        size_t size = up_to(attributes.mq_msgsize, &state);
        for (size_t i = 0; i < size; i++) {
            message.bytes[i] = next_random(&state) >> 56;
        }
        if (posix) {
            if (mq_send(queue, (char *) message.bytes, size, up_to(HIGHEST_PRIORITY, &state)) != 0) {
                fail("mq_send");
            }
        } else {
            message.type = 1 + up_to(LONG_MAX - 1, &state);
            if (msgsnd(atoi(argv[2]), &message, size, 0) != 0) {
                fail("msgsnd");
            }
        }
    }
    printf("sent\n");
    return 0;
}
