/* round_trip blocking | round_trip epoll: sends a message, and waits for its answer before it sends the next one. */
#include "worker.h"

int main(int argc, char **argv) {
    static unsigned char bytes[MAX_SIZE];
    struct command command;
    int polling = argc == 2 && strcmp(argv[1], "epoll") == 0;
    while (next_command(&command)) {
        int flag = polling ? O_NONBLOCK : 0, epoll = epoll_create1(EPOLL_CLOEXEC);
        mqd_t requests = open_queue(command.names[0], O_WRONLY | flag);
        mqd_t answers = open_queue(command.names[1], O_RDONLY | flag);
        struct epoll_event event;
        watch(epoll, answers, EPOLLIN, 0);
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        for (int64_t n = 0; n < command.count; n++) {
            write_message(bytes, n, command.size);
            if (mq_send(requests, (char *) bytes, command.size, 0) != 0) {
                failed("mq_send");
            }
            ssize_t length;
            do {
                if (polling && epoll_wait(epoll, &event, 1, -1) < 0) {
                    failed("epoll_wait");
                }
                length = mq_receive(answers, (char *) bytes, sizeof bytes, NULL);
            } while (length < 0 && errno == EAGAIN);
            check_message(bytes, length, n, command.size);
        }
        done(now() - started, cpu);
        close(epoll);
        mq_close(requests);
        mq_close(answers);
    }
    return 0;
}
