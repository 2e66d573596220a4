/*
 * signals start | signals echo: real-time signals with a value, by sigqueue and signalfd with epoll. "echo" sends each value
 * back to the process that sent it. "start" sends a value to the process in its command, and the next one when that is back.
 */
#include "worker.h"
#include <signal.h>
#include <sys/signalfd.h>

static int number;

static void send_value(pid_t pid, int64_t value) {
    union sigval sent = {.sival_int = (int) value};
    if (sigqueue(pid, number, sent) != 0) {
        failed("sigqueue");
    }
}

static pid_t receive_value(int epoll, int signals, int64_t expected) {
    struct epoll_event event;
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) != sizeof info) {
        if (errno != EAGAIN) {
            failed("read");
        }
        if (epoll_wait(epoll, &event, 1, -1) < 0) {
            failed("epoll_wait");
        }
    }
    if (info.ssi_int != expected) {
        wrong("the value of a signal", expected, info.ssi_int);
    }
    return info.ssi_pid;
}

int main(int argc, char **argv) {
    struct command command;
    int start = argc == 2 && strcmp(argv[1], "start") == 0;
    sigset_t set;
    number = SIGRTMIN + 1;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, NULL);
    while (next_command(&command)) {
        int epoll = epoll_create1(EPOLL_CLOEXEC), signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
        watch(epoll, signals, EPOLLIN, 0);
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        for (int64_t n = 0; n < command.count; n++) {
            if (start) {
                send_value(atoi(command.names[0]), n);
            }
            pid_t sender = receive_value(epoll, signals, n);
            if (!start) {
                send_value(sender, n);
            }
        }
        done(now() - started, cpu);
        close(epoll);
        close(signals);
    }
    return 0;
}
