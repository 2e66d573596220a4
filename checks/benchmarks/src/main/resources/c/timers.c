/* timers FIRST LAST: one-shot timers in one epoll instance, with delays spread evenly from FIRST to LAST milliseconds. */
#include "worker.h"
#include <sys/timerfd.h>

static void expire(long count, int64_t first, int64_t last, int64_t *late) {
    int *timers = calloc(count, sizeof *timers), epoll = epoll_create1(EPOLL_CLOEXEC);
    int64_t *due = calloc(count, sizeof *due);
    struct epoll_event events[64];
    for (long i = 0; i < count; i++) {
        int64_t delay = first + (last - first) * i / count;
        struct itimerspec setting = {.it_value = {delay / 1000000000, delay % 1000000000}};
        timers[i] = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
        if (timers[i] < 0) {
            failed("timerfd_create");
        }
        due[i] = now() + delay;
        if (timerfd_settime(timers[i], 0, &setting, NULL) != 0) {
            failed("timerfd_settime");
        }
        watch(epoll, timers[i], EPOLLIN, i);
    }
    for (long fired = 0; fired < count;) {
        int found = epoll_wait(epoll, events, 64, -1);
        for (int e = 0; e < found; e++) {
            int i = events[e].data.u32;
            uint64_t expirations;
            if (read(timers[i], &expirations, sizeof expirations) == sizeof expirations) {
                late[fired++] = now() - due[i];
                close(timers[i]);
            }
        }
    }
    close(epoll);
    free(timers);
    free(due);
}

int main(int argc, char **argv) {
    struct command command;
    if (argc != 3) {
        return 2;
    }
    while (next_command(&command)) {
        int64_t *late = calloc(command.count, sizeof *late);
        ready();
        expire(command.count, atoll(argv[1]) * 1000000, atoll(argv[2]) * 1000000, late);
        done_with(late, command.count);
        free(late);
    }
    return 0;
}
