/*
 * sysv_latency send MICROS: sends messages through a System V queue, MICROS apart, each with its number and the monotonic
 * time right before its msgsnd. sysv_latency receive: receives them in blocked calls, and says how long they were on the
 * way. The queue's name is its identifier.
 */
#include "worker.h"
#include <sys/msg.h>

struct stamp {
    long type;
    int64_t number;
    int64_t nanos;
};

static void send_all(int queue, long count, int micros) {
    struct stamp stamp = {.type = 1};
    for (long i = 0; i < count; i++) {
        usleep(micros);
        stamp.number = i;
        stamp.nanos = now();
        if (msgsnd(queue, &stamp, sizeof stamp - sizeof stamp.type, 0) != 0) {
            failed("msgsnd");
        }
    }
}

static void receive_all(int queue, long count, int64_t *taken) {
    struct stamp stamp;
    for (long i = 0; i < count; i++) {
        if (msgrcv(queue, &stamp, sizeof stamp - sizeof stamp.type, 0, 0) < 0) {
            failed("msgrcv");
        }
        taken[i] = now() - stamp.nanos;
        if (stamp.number != i) {
            wrong("the number of a message", i, stamp.number);
        }
    }
}

int main(int argc, char **argv) {
    struct command command;
    while (next_command(&command)) {
        int queue = atoi(command.names[0]);
        ready();
        if (argc == 3 && strcmp(argv[1], "send") == 0) {
            send_all(queue, command.count, atoi(argv[2]));
            done(0, 0);
        } else {
            int64_t *taken = calloc(command.count, sizeof *taken);
            receive_all(queue, command.count, taken);
            done_with(taken, command.count);
            free(taken);
        }
    }
    return 0;
}
