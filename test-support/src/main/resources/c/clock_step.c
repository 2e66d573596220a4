/*
 * clock_step MILLISECONDS: sets the wall clock forward by so many milliseconds, or back by a negative number. Exits with
 * 77 where it may not.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: clock_step MILLISECONDS\n");
        return 2;
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long long nanos = now.tv_nsec + atoll(argv[1]) * 1000000;
    now.tv_sec += nanos / 1000000000;
    now.tv_nsec = nanos % 1000000000;
    if (now.tv_nsec < 0) {
        now.tv_nsec += 1000000000;
        now.tv_sec--;
    }
    if (clock_settime(CLOCK_REALTIME, &now) != 0) {
        perror("clock_settime");
        return errno == EPERM ? 77 : 1;
    }
    return 0;
}
