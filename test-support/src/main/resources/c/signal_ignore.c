/*
 * signal_ignore SIGNAL: ignores the signal and writes "ignored", or "cannot be ignored". Exits with 3 behind a line of its
 * input.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: signal_ignore SIGNAL\n");
        return 2;
    }
    puts(signal(atoi(argv[1]), SIG_IGN) == SIG_ERR ? "cannot be ignored" : "ignored");
    fflush(stdout);
    getchar();
    return 3;
}
