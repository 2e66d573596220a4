/*
 * listen_queues MODE NAME... -- COMMAND...: runs the command as systemd runs a service of a socket unit: the queues are the
 * descriptors from 3 on, and a socket is behind them. The mode is "blocking" or "non-blocking".
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <sys/socket.h>
#include <unistd.h>

static void put(int descriptor, int as) {
    /* mq_open has set close-on-exec; the copy has not */
    if (descriptor < 0 || (descriptor != as && dup2(descriptor, as) < 0) || fcntl(as, F_SETFD, 0) < 0) {
        fail("a descriptor to pass on");
    }
}

int main(int argc, char **argv) {
    int flags = O_RDWR | (strcmp(argv[1], "non-blocking") == 0 ? O_NONBLOCK : 0);
    int next = 3, at = 2;
    for (; at < argc && strcmp(argv[at], "--") != 0; at++) {
        put(mq_open(argv[at], flags), next++);
    }
    put(socket(AF_UNIX, SOCK_STREAM, 0), next++);
    char pid[32], count[32];
    snprintf(pid, sizeof pid, "%d", getpid());
    snprintf(count, sizeof count, "%d", next - 3);
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", count, 1);
    execvp(argv[at + 1], argv + at + 1);
    fail("execvp");
    return 1;
}
