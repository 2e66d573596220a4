/*
 * mq_daemon NAME ROUNDS: makes its queue and sends numbers to it at full speed, then unlinks it, with messages in it as a
 * rule, and makes it anew, in so many rounds. It sends more in each than fit into a queue, so that somebody has the queue
 * open who takes them. Leaves the last queue in place. Writes how many numbers it has sent.
 *
 * A message has the number, and when its queue was made on the monotonic clock in nanoseconds.
 */
#include "seeded.h"

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

enum { CAPACITY = 10, MOST_MORE = 200, LONGEST_GAP_MICROS = 300 };

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: mq_daemon NAME ROUNDS\n");
        return 2;
    }
    struct mq_attr shape = {.mq_maxmsg = CAPACITY, .mq_msgsize = 2 * sizeof(int64_t)};
    int64_t message[] = {0, 0};
    for (int rounds = atoi(argv[2]); rounds > 0; rounds--) {
        mqd_t queue = mq_open(argv[1], O_WRONLY | O_CREAT | O_EXCL, 0600, &shape);
        if (queue == (mqd_t) -1) {
            fail("mq_open");
        }
        message[1] = now();
        for (int left = CAPACITY + 1 + rand() % MOST_MORE; left > 0; left--, message[0]++) {
            if (mq_send(queue, (const char *) message, sizeof message, 0) != 0) {
                fail("mq_send");
            }
        }
        mq_close(queue);
        if (rounds > 1) {
            if (mq_unlink(argv[1]) != 0) {
                fail("mq_unlink");
            }
            struct timespec gap = {0, rand() % LONGEST_GAP_MICROS * 1000L};
            nanosleep(&gap, NULL);
        }
    }
    printf("%lld\n", (long long) message[0]);
    return 0;
}
