/*
 * signal_send PID SIGNAL FIRST COUNT: sends a signal COUNT times with the values FIRST, FIRST+1 and so on. Where the limit of
 * pending signals is reached, tries again until the receiver has read some. Writes "waiting" the first time, and in the
 * end how often that was.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <signal.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: signal_send PID SIGNAL FIRST COUNT\n");
        return 2;
    }
    write_lines_at_once();
    int first = atoi(argv[3]), count = atoi(argv[4]);
    long refused = 0;
    for (int i = 0; i < count; i++) {
        while (sigqueue(atoi(argv[1]), atoi(argv[2]), (union sigval){.sival_int = first + i}) != 0) {
            if (errno != EAGAIN) {
                perror("sigqueue");
                return 1;
            }
            if (refused++ == 0) {
                puts("waiting");
            }
            usleep(50);
        }
    }
    printf("sent %d, refused %ld\n", count, refused);
    return 0;
}
