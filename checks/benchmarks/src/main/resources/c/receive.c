/*
 * receive blocking | receive epoll [OTHERS]: receives the messages of each round, and checks every byte. OTHERS is how many
 * timers and FIFOs the epoll instance has beside the queues; there are fewer if RLIMIT_NOFILE does not allow as many.
 */
#include "worker.h"
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/timerfd.h>

enum { SPARE = 200, NEVER_SECONDS = 86400, OTHER = MAX_QUEUES };

static unsigned char bytes[MAX_SIZE];
static mqd_t queues[MAX_QUEUES];
static int64_t expected[MAX_QUEUES];
static int64_t started;
static long received;

static void take(const struct command *command, int index, ssize_t length) {
    if (received++ == 0) {
        started = now();
    }
    check_message(bytes, length, expected[index], command->size);
    expected[index] += command->queues;
}

static void receive_blocking(const struct command *command) {
    while (received < command->count) {
        ssize_t length = mq_receive(queues[0], (char *) bytes, sizeof bytes, NULL);
        if (length < 0) {
            failed("mq_receive");
        }
        take(command, 0, length);
    }
}

static void receive_polling(const struct command *command, int epoll) {
    struct epoll_event events[64];
    while (received < command->count) {
        int found = epoll_wait(epoll, events, 64, -1);
        if (found < 0) {
            failed("epoll_wait");
        }
        for (int e = 0; e < found; e++) {
            int index = events[e].data.u32;
            if (index == OTHER) {
                wrong("descriptors that are ready beside the queues", 0, 1);
            }
            ssize_t length;
            while ((length = mq_receive(queues[index], (char *) bytes, sizeof bytes, NULL)) >= 0) {
                take(command, index, length);
            }
            if (errno != EAGAIN) {
                failed("mq_receive");
            }
        }
    }
}

static int silent_timer(void) {
    struct itimerspec setting = {.it_value = {NEVER_SECONDS, 0}};
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (timer < 0 || timerfd_settime(timer, 0, &setting, NULL) != 0) {
        failed("timerfd");
    }
    return timer;
}

/* Open in both directions, so that its last writer never leaves. */
static int silent_fifo(void) {
    char path[64];
    snprintf(path, sizeof path, "/tmp/sluice-benchmark-fifo-%d", (int) getpid());
    if (mkfifo(path, 0600) != 0) {
        failed("mkfifo");
    }
    int fifo = open_fifo(path, O_RDWR | O_NONBLOCK);
    unlink(path);
    return fifo;
}

static void watch_others(int epoll, long wanted) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        failed("getrlimit");
    }
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        failed("setrlimit");
    }
    long allowed = (long) limit.rlim_cur - SPARE, count = wanted < allowed ? wanted : allowed;
    for (long i = 0; i < count; i++) {
        watch(epoll, i % 2 == 0 ? silent_timer() : silent_fifo(), EPOLLIN, OTHER);
    }
    snprintf(besides, sizeof besides, " descriptors=%ld", count + 1);
}

int main(int argc, char **argv) {
    struct command command;
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    int polling = argc >= 2 && strcmp(argv[1], "epoll") == 0;
    if (argc == 3) {
        watch_others(epoll, atol(argv[2]));
    }
    while (next_command(&command)) {
        for (int i = 0; i < command.queues; i++) {
            queues[i] = open_queue(command.names[i], O_RDONLY | (polling ? O_NONBLOCK : 0));
            expected[i] = i;
            watch(epoll, queues[i], EPOLLIN, i);
        }
        received = 0;
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        if (polling) {
            receive_polling(&command, epoll);
        } else {
            receive_blocking(&command);
        }
        int64_t nanos = now() - started;
        if (received != command.count) {
            wrong("the count of messages", command.count, received);
        }
        done(nanos, cpu);
        for (int i = 0; i < command.queues; i++) {
            mq_close(queues[i]);
        }
    }
    return 0;
}
