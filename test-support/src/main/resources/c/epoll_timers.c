/*
 * epoll_timers COUNT FIRST LAST: so many one-shot timers in one epoll instance, with delays spread evenly from FIRST to
 * LAST milliseconds. Writes how late they were read: "p50 MICROSECONDS p99 MICROSECONDS".
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000000 + time.tv_nsec;
}

static int compare(const void *a, const void *b) {
    int64_t left = *(const int64_t *) a, right = *(const int64_t *) b;
    return (left > right) - (left < right);
}

static void check(int result, const char *what) {
    if (result < 0) {
        perror(what);
        exit(1);
    }
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: epoll_timers COUNT FIRST LAST\n");
        return 2;
    }
    int count = atoi(argv[1]);
    int64_t first = atoll(argv[2]) * 1000000, last = atoll(argv[3]) * 1000000;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    int *timers = calloc(count, sizeof *timers);
    int64_t *due = calloc(count, sizeof *due), *late = calloc(count, sizeof *late);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    check(epoll, "epoll_create1");
    for (int i = 0; i < count; i++) {
        int64_t delay = first + (last - first) * i / count;
        struct itimerspec setting = {.it_value = {delay / 1000000000, delay % 1000000000}};
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        timers[i] = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
        check(timers[i], "timerfd_create");
        due[i] = now() + delay;
        check(timerfd_settime(timers[i], 0, &setting, NULL), "timerfd_settime");
        check(epoll_ctl(epoll, EPOLL_CTL_ADD, timers[i], &event), "epoll_ctl");
    }
    struct epoll_event events[256];
    for (int fired = 0; fired < count;) {
        int ready = epoll_wait(epoll, events, 256, -1);
        check(ready, "epoll_wait");
        for (int e = 0; e < ready; e++) {
            int i = events[e].data.u32;
            uint64_t expirations;
            if (read(timers[i], &expirations, sizeof expirations) == sizeof expirations) {
                late[fired++] = now() - due[i];
            }
        }
    }
    qsort(late, count, sizeof *late, compare);
    printf("p50 %lld p99 %lld\n", (long long) late[count / 2] / 1000, (long long) late[count * 99 / 100] / 1000);
    return 0;
}
