/* idle: watches its queues, to which nothing is sent, for as many milliseconds as the round has messages. */
#include "worker.h"

int main(void) {
    struct command command;
    while (next_command(&command)) {
        int epoll = epoll_create1(EPOLL_CLOEXEC);
        mqd_t queues[MAX_QUEUES];
        struct epoll_event event;
        for (int i = 0; i < command.queues; i++) {
            queues[i] = open_queue(command.names[i], O_RDONLY | O_NONBLOCK);
            watch(epoll, queues[i], EPOLLIN, i);
        }
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        if (epoll_wait(epoll, &event, 1, command.count) != 0) {
            failed("epoll_wait");
        }
        done(now() - started, cpu);
        close(epoll);
        for (int i = 0; i < command.queues; i++) {
            mq_close(queues[i]);
        }
    }
    return 0;
}
