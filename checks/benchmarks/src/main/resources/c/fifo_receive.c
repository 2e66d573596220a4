/*
 * fifo_receive blocking | epoll | one | raw: reads the messages of each round from a FIFO, and checks every byte. It reads as
 * much as there is, up to what a pipe holds, and takes the messages from that; "one" reads one message at a time. "raw" knows
 * no messages, and checks what each read brings. All but "blocking" wait in epoll_wait.
 */
#include "worker.h"

enum { ROOM = 65536 };

static unsigned char bytes[ROOM];
static size_t filled;
static int64_t started, received, position;

/* All messages that are whole; the rest moves to the front. */
static void take_messages(const struct command *command) {
    size_t taken = 0;
    for (; filled - taken >= command->size; taken += command->size) {
        check_message(bytes + taken, command->size, received++, command->size);
    }
    memmove(bytes, bytes + taken, filled - taken);
    filled -= taken;
}

static void take_bytes(const struct command *command) {
    check_bytes(bytes, filled, position, command->size);
    position += filled;
    received = position / command->size;
    filled = 0;
}

int main(int argc, char **argv) {
    struct command command;
    const char *mode = argc == 2 ? argv[1] : "blocking";
    int polling = strcmp(mode, "blocking") != 0, raw = strcmp(mode, "raw") == 0;
    while (next_command(&command)) {
        int epoll = epoll_create1(EPOLL_CLOEXEC);
        int fifo = open_fifo(command.names[0], O_RDONLY | (polling ? O_NONBLOCK : 0));
        struct epoll_event event;
        watch(epoll, fifo, EPOLLIN, 0);
        size_t room = strcmp(mode, "one") == 0 ? command.size : ROOM;
        filled = received = position = started = 0;
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        while (received < command.count) {
            ssize_t length = read(fifo, bytes + filled, room - filled);
            if (length > 0) {
                started = started == 0 ? now() : started;
                filled += length;
                if (raw) {
                    take_bytes(&command);
                } else {
                    take_messages(&command);
                }
            } else if (length == 0) {
                wrong("the count of messages", command.count, received);
            } else if (errno != EAGAIN) {
                failed("read");
            } else if (epoll_wait(epoll, &event, 1, -1) < 0) {
                failed("epoll_wait");
            }
        }
        int64_t nanos = now() - started;
        if (received != command.count || filled != 0) {
            wrong("the count of messages", command.count, received);
        }
        done(nanos, cpu);
        close(epoll);
        close(fifo);
    }
    return 0;
}
