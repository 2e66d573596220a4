/* send blocking | send epoll: sends the messages of each round, waiting for room in mq_send or in epoll_wait. */
#include "worker.h"

static unsigned char bytes[MAX_SIZE];
static mqd_t queues[MAX_QUEUES];

static void wait_for_room(int epoll) {
    struct epoll_event event;
    if (errno != EAGAIN) {
        failed("mq_send");
    }
    if (epoll_wait(epoll, &event, 1, -1) < 0) {
        failed("epoll_wait");
    }
}

int main(int argc, char **argv) {
    struct command command;
    int polling = argc == 2 && strcmp(argv[1], "epoll") == 0;
    while (next_command(&command)) {
        int epoll = epoll_create1(EPOLL_CLOEXEC);
        for (int i = 0; i < command.queues; i++) {
            queues[i] = open_queue(command.names[i], O_WRONLY | (polling ? O_NONBLOCK : 0));
            if (polling) {
                watch(epoll, queues[i], EPOLLOUT, i);
            }
        }
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        for (int64_t n = 0; n < command.count; n++) {
            write_message(bytes, n, command.size);
            while (mq_send(queues[n % command.queues], (char *) bytes, command.size, 0) != 0) {
                wait_for_room(epoll);
            }
        }
        done(now() - started, cpu);
        close(epoll);
        for (int i = 0; i < command.queues; i++) {
            mq_close(queues[i]);
        }
    }
    return 0;
}
