/*
 * lock_peer PATH: locks a file as each line of standard input says, and answers each with one line:
 *
 *     CALL KIND MODE FROM LENGTH
 *
 *     CALL   lock (waits), try, or unlock, for which the mode does not matter
 *     KIND   ofd (F_OFD_SETLK), classic (F_SETLK) or flock, for which the range does not matter
 *     MODE   shared or exclusive
 *
 * The answer is "locked", "taken" if another one has it, "unlocked", or the error. "ask KIND MODE FROM LENGTH" is answered by
 * "free" or "PID FROM LENGTH" of a lock that is in the way.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <sys/file.h>
#include <unistd.h>

static int command(int waits, int classic) {
    if (waits) {
        return classic ? F_SETLKW : F_OFD_SETLKW;
    }
    return classic ? F_SETLK : F_OFD_SETLK;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: lock_peer PATH\n");
        return 2;
    }
    write_lines_at_once();
    int fd = open(argv[1], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        fail("open");
    }
    char line[128];
    while (fgets(line, sizeof line, stdin)) {
        char call[16] = "", kind[16] = "", mode[16] = "";
        long long from = 0, length = 0;
        sscanf(line, "%15s %15s %15s %lld %lld", call, kind, mode, &from, &length);
        int unlocks = strcmp(call, "unlock") == 0, waits = strcmp(call, "lock") == 0;
        int classic = strcmp(kind, "classic") == 0, shared = strcmp(mode, "shared") == 0;
        short type = unlocks ? F_UNLCK : shared ? F_RDLCK : F_WRLCK;
        struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = length};
        int result;
        if (strcmp(call, "ask") == 0) {
            result = fcntl(fd, classic ? F_GETLK : F_OFD_GETLK, &lock);
            if (result == 0 && lock.l_type == F_UNLCK) {
                printf("free\n");
            } else if (result == 0) {
                printf("%d %lld %lld\n", lock.l_pid, (long long) lock.l_start, (long long) lock.l_len);
            }
            continue;
        }
        if (strcmp(kind, "flock") == 0) {
            int operation = unlocks ? LOCK_UN : shared ? LOCK_SH : LOCK_EX;
            result = flock(fd, operation | (waits ? 0 : LOCK_NB));
        } else {
            result = fcntl(fd, command(waits, classic), &lock);
        }
        if (result == 0) {
            printf("%s\n", unlocks ? "unlocked" : "locked");
        } else {
            printf("%s\n", errno == EAGAIN ? "taken" : strerror(errno));
        }
    }
    return 0;
}
