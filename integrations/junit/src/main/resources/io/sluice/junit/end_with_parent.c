/*
 * Linked into every program: it gets SIGTERM when the process that started it is gone, however that ended. Not
 * PR_SET_PDEATHSIG, which reports the end of the thread that has started it. Needs Linux 5.3; before that, a program of
 * a test that was killed may stay.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

static void *await_end(void *parent) {
    struct pollfd ended = {.fd = (intptr_t) parent, .events = POLLIN};
    while (poll(&ended, 1, -1) <= 0) {
    }
    kill(getpid(), SIGTERM);
    return NULL;
}

__attribute__((constructor)) static void end_with_parent(void) {
    pid_t parent = getppid();
    int opened = syscall(SYS_pidfd_open, parent, 0);
    intptr_t descriptor = fcntl(opened, F_DUPFD_CLOEXEC, 100); /* the first numbers are the program's */
    close(opened);
    if (descriptor < 0) {
        return;
    }
    if (getppid() != parent) {
        raise(SIGTERM); /* and that number may be somebody else's by now */
    }
    sigset_t all, before;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* signals interrupt what the program does */
    pthread_create(&thread, NULL, await_end, (void *) descriptor);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
