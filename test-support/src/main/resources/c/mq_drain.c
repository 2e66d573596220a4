/*
 * mq_drain NAME MICROSECONDS: takes one message each so many microseconds, until it is killed. Writes "ready" before
 * the first one and "taken N" behind each hundredth.
 */
#include "seeded.h"
#include <time.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: mq_drain NAME MICROSECONDS\n");
        return 2;
    }
    long period = atol(argv[2]) * 1000;
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], O_RDONLY);
    struct mq_attr attributes;
    if (mq_getattr(queue, &attributes) != 0) {
        fail("mq_getattr");
    }
    char *message = malloc(attributes.mq_msgsize);
    printf("ready\n");
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (long taken = 1;; taken++) {
        if (mq_receive(queue, message, attributes.mq_msgsize, NULL) < 0) {
            fail("mq_receive");
        }
        if (taken % 100 == 0) {
            printf("taken %ld\n", taken);
        }
        next.tv_nsec += period;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
}
