/*
 * mq_create_race START_MICROSECONDS PERIOD_MICROSECONDS NAME...: tries to create each queue exclusively, the first one at a
 * time of the wall clock and each next one a period later, at the same moment as its rivals. Writes "won NAME" or
 * "lost NAME" for each.
 */
#include "seeded.h"
#include <time.h>

static long long now_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: mq_create_race START_MICROSECONDS PERIOD_MICROSECONDS NAME...\n");
        return 2;
    }
    long long start = atoll(argv[1]);
    long long period = atoll(argv[2]);
    struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 8};
    for (int i = 3; i < argc; i++) {
        while (now_microseconds() < start + (i - 3) * period) {
        }
        mqd_t queue = mq_open(argv[i], O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
        if (queue == (mqd_t) -1 && errno != EEXIST) {
            fail("mq_open");
        }
        printf("%s %s\n", queue == (mqd_t) -1 ? "lost" : "won", argv[i]);
    }
    return 0;
}
