/*
 * sysv_latency send ID COUNT MICROS: sends COUNT messages of type 1, each with the monotonic time in nanoseconds right
 * before its msgsnd, MICROS apart. sysv_latency receive ID COUNT: receives as many in blocked calls, and writes the
 * median and the 99th percentile of the nanoseconds on the way.
 */
#include "seeded.h"
#include "sysv.h"
#include <time.h>
#include <unistd.h>

struct stamp {
    long type;
    int64_t nanos;
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static int by_value(const void *left, const void *right) {
    int64_t a = *(const int64_t *) left, b = *(const int64_t *) right;
    return a < b ? -1 : a > b;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: sysv_latency send ID COUNT MICROS | sysv_latency receive ID COUNT\n");
        return 2;
    }
    int queue = atoi(argv[2]);
    long count = atol(argv[3]);
    struct stamp stamp = {.type = 1};
    write_lines_at_once();
    if (strcmp(argv[1], "send") == 0) {
        for (long i = 0; i < count; i++) {
            usleep(atoi(argv[4]));
            stamp.nanos = now();
            if (msgsnd(queue, &stamp, sizeof stamp.nanos, 0) != 0) {
                fail("msgsnd");
            }
        }
        return 0;
    }
    int64_t *taken = calloc(count, sizeof *taken);
    printf("receiving\n");
    for (long i = 0; i < count; i++) {
        if (msgrcv(queue, &stamp, sizeof stamp.nanos, 0, 0) < 0) {
            fail("msgrcv");
        }
        taken[i] = now() - stamp.nanos;
    }
    qsort(taken, count, sizeof *taken, by_value);
    printf("%lld %lld\n", (long long) taken[count / 2], (long long) taken[count * 99 / 100]);
    return 0;
}
