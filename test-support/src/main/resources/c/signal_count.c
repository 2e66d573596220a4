/*
 * signal_count SIGNAL [value]: blocks the signal and writes "ready". Behind a line of its input, lets the pending signals run a
 * handler, which asks for the value or not. Exits with how often it ran.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t count;

static void counts(int signal) {
    (void) signal;
    count++;
}

static void counts_with_value(int signal, siginfo_t *info, void *context) {
    (void) info;
    (void) context;
    counts(signal);
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: signal_count SIGNAL [value]\n");
        return 2;
    }
    struct sigaction action = {.sa_handler = counts};
    if (argc > 2) {
        action.sa_sigaction = counts_with_value;
        action.sa_flags = SA_SIGINFO;
    }
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, atoi(argv[1]));
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(atoi(argv[1]), &action, NULL);
    puts("ready");
    fflush(stdout);
    getchar();
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    return count;
}
