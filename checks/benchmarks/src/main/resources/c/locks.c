/*
 * locks kept | locks opened: locks a file and unlocks it, again and again. "kept" opens it once; "opened" opens it for each
 * lock, and unlocks it by its close.
 */
#define _GNU_SOURCE
#include "worker.h"

static int open_to_lock(const char *path) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        failed("open");
    }
    return file;
}

static void set_lock(int file, short type) {
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET};
    if (fcntl(file, F_OFD_SETLKW, &lock) != 0) {
        failed("fcntl");
    }
}

int main(int argc, char **argv) {
    struct command command;
    int keeps = argc == 2 && strcmp(argv[1], "kept") == 0;
    while (next_command(&command)) {
        int file = keeps ? open_to_lock(command.names[0]) : -1;
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        for (long n = 0; n < command.count; n++) {
            if (keeps) {
                set_lock(file, F_WRLCK);
                set_lock(file, F_UNLCK);
            } else {
                int opened = open_to_lock(command.names[0]);
                set_lock(opened, F_WRLCK);
                close(opened);
            }
        }
        done(now() - started, cpu);
        if (keeps) {
            close(file);
        }
    }
    return 0;
}
