/*
 * exits children: starts processes, one after the other, and lets each exit when the one who watches is ready. exits poll:
 * watches them by poll(2) on a pidfd, and says how long after an exit poll has returned.
 *
 * Two queues lead from the one who watches, and to it. Each process is announced by a message of three 64-bit numbers: its
 * number in the round, its id, and the monotonic time of the exit before. The answers have the number: that the process is
 * watched, and that its exit was noticed. A last message has the time of the last exit.
 */
#define _GNU_SOURCE
#include "worker.h"
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { STACK = 65536, MICROS_UNTIL_IT_WAITS = 500 };

static mqd_t from_watcher, to_watcher;
static int64_t *exit_at;

static void send_numbers(mqd_t queue, int64_t number, int64_t pid, int64_t nanos) {
    int64_t message[3] = {number, pid, nanos};
    if (mq_send(queue, (char *) message, sizeof message, 0) != 0) {
        failed("mq_send");
    }
}

static void receive_numbers(mqd_t queue, int64_t *message, int64_t expected) {
    if (mq_receive(queue, (char *) message, 3 * sizeof *message, NULL) != 3 * sizeof *message) {
        failed("mq_receive");
    }
    if (message[0] != expected) {
        wrong("the number of a process", expected, message[0]);
    }
}

/* Shares the memory of its parent, so that its exit is not the end of much. */
static int child(void *pipe) {
    char byte;
    ssize_t length = read(*(int *) pipe, &byte, 1);
    *exit_at = now();
    syscall(SYS_exit, length == 1 ? 0 : 1);
    return 0;
}

static void start_children(long count) {
    static _Alignas(16) char stack[STACK];
    int64_t stamp = 0, answer[3];
    int ends[2];
    exit_at = &stamp;
    if (pipe(ends) != 0) {
        failed("pipe");
    }
    for (long n = 0; n < count; n++) {
        pid_t pid = clone(child, stack + STACK, CLONE_VM | SIGCHLD, &ends[0]);
        if (pid < 0) {
            failed("clone");
        }
        send_numbers(to_watcher, n, pid, stamp);
        receive_numbers(from_watcher, answer, n);
        usleep(MICROS_UNTIL_IT_WAITS);
        if (write(ends[1], "", 1) != 1) {
            failed("write");
        }
        receive_numbers(from_watcher, answer, n);
        if (waitpid(pid, NULL, 0) != pid) {
            failed("waitpid");
        }
    }
    send_numbers(to_watcher, count, 0, stamp);
    close(ends[0]);
    close(ends[1]);
}

static void watch_children(long count, int64_t *taken) {
    int64_t announced[3];
    for (long n = 0; n <= count; n++) {
        receive_numbers(to_watcher, announced, n);
        if (n > 0) {
            taken[n - 1] -= announced[2];
        }
        if (n < count) {
            struct pollfd pidfd = {.fd = syscall(SYS_pidfd_open, (pid_t) announced[1], 0), .events = POLLIN};
            if (pidfd.fd < 0) {
                failed("pidfd_open");
            }
            send_numbers(from_watcher, n, 0, 0);
            if (poll(&pidfd, 1, -1) != 1) {
                failed("poll");
            }
            taken[n] = now();
            close(pidfd.fd);
            send_numbers(from_watcher, n, 0, 0);
        }
    }
}

int main(int argc, char **argv) {
    struct command command;
    while (next_command(&command)) {
        from_watcher = open_queue(command.names[0], O_RDWR);
        to_watcher = open_queue(command.names[1], O_RDWR);
        ready();
        if (argc == 2 && strcmp(argv[1], "children") == 0) {
            start_children(command.count);
            done(0, 0);
        } else {
            int64_t *taken = calloc(command.count, sizeof *taken);
            watch_children(command.count, taken);
            done_with(taken, command.count);
            free(taken);
        }
        mq_close(from_watcher);
        mq_close(to_watcher);
    }
    return 0;
}
