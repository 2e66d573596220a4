/*
 * signal_storm PID SIGNAL: sends the signal to each thread of a process, over and over, until it is killed or the process
 * is gone. Writes "storming" behind the first round.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <dirent.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: signal_storm PID SIGNAL\n");
        return 2;
    }
    char tasks[64];
    snprintf(tasks, sizeof tasks, "/proc/%s/task", argv[1]);
    write_lines_at_once();
    for (long round = 0;; round++) {
        DIR *folder = opendir(tasks);
        if (folder == NULL) {
            return 0;
        }
        for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
            if (entry->d_name[0] != '.') {
                syscall(SYS_tgkill, atoi(argv[1]), atoi(entry->d_name), atoi(argv[2]));
            }
        }
        closedir(folder);
        if (round == 0) {
            printf("storming\n");
        }
    }
}
