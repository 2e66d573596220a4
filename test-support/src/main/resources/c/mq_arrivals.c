/*
 * mq_arrivals NAME COUNT SEED: sends COUNT messages of eight bytes, their numbers from 0 on, at random moments: one at a
 * time or some at once, without a pause or with one of up to 40 microseconds. Waits where the queue is full.
 */
#include "seeded.h"
#include <time.h>

static void pause_for(uint64_t nanos) {
    struct timespec now, until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += nanos;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    do { /* a sleep would take longer than the moments that are looked for */
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (now.tv_sec < until.tv_sec || (now.tv_sec == until.tv_sec && now.tv_nsec < until.tv_nsec));
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: mq_arrivals NAME COUNT SEED\n");
        return 2;
    }
    mqd_t queue = open_queue(argv[1], O_WRONLY);
    int64_t count = atoll(argv[2]);
    uint64_t state = strtoull(argv[3], NULL, 10);
    for (int64_t number = 0; number < count; number++) {
        if (mq_send(queue, (const char *) &number, sizeof number, 0) != 0) {
            fail("mq_send");
        }
        if (next_random(&state) % 4 != 0) {
            pause_for(next_random(&state) % 40000);
        }
    }
    return 0;
}
