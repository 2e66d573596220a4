/*
 * signal_receive SIGNAL COUNT: blocks the signal, writes "ready", and reads it COUNT times by sigwaitinfo. Writes a line for
 * each: its number, code, sender's process and user, and the value as an int and as 64 bits.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <signal.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: signal_receive SIGNAL COUNT\n");
        return 2;
    }
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, atoi(argv[1]));
    sigprocmask(SIG_BLOCK, &set, NULL);
    write_lines_at_once();
    printf("ready\n");
    for (int left = atoi(argv[2]); left > 0; left--) {
        siginfo_t info;
        if (sigwaitinfo(&set, &info) < 0) {
            perror("sigwaitinfo");
            return 1;
        }
        printf("%d code %d pid %d uid %d value %d %lld\n", info.si_signo, info.si_code, info.si_pid, info.si_uid,
               info.si_value.sival_int, (long long) (intptr_t) info.si_value.sival_ptr);
    }
    return 0;
}
