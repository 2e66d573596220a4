/* receive blocking | receive epoll: receives the messages of each round, and checks every byte. */
#include "worker.h"

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

int main(int argc, char **argv) {
    struct command command;
    int polling = argc == 2 && strcmp(argv[1], "epoll") == 0;
    while (next_command(&command)) {
        int epoll = epoll_create1(EPOLL_CLOEXEC);
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
        close(epoll);
        for (int i = 0; i < command.queues; i++) {
            mq_close(queues[i]);
        }
    }
    return 0;
}
