/* fifo_send blocking | fifo_send epoll: writes the messages of each round to a FIFO, one write each. */
#include "worker.h"

static void wait_for_room(int epoll) {
    struct epoll_event event;
    if (errno != EAGAIN) {
        failed("write");
    }
    if (epoll_wait(epoll, &event, 1, -1) < 0) {
        failed("epoll_wait");
    }
}

int main(int argc, char **argv) {
    static unsigned char bytes[MAX_SIZE];
    struct command command;
    int polling = argc == 2 && strcmp(argv[1], "epoll") == 0;
    while (next_command(&command)) {
        int epoll = epoll_create1(EPOLL_CLOEXEC);
        int fifo = open_fifo(command.names[0], O_WRONLY | (polling ? O_NONBLOCK : 0));
        watch(epoll, fifo, EPOLLOUT, 0);
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        for (int64_t n = 0; n < command.count; n++) {
            write_message(bytes, n, command.size);
            for (size_t written = 0; written < command.size;) {
                ssize_t length = write(fifo, bytes + written, command.size - written);
                if (length < 0) {
                    wait_for_room(epoll);
                } else {
                    written += length;
                }
            }
        }
        done(now() - started, cpu);
        close(epoll);
        close(fifo);
    }
    return 0;
}
