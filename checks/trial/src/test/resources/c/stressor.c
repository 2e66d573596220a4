/*
 * stressor mq|msg|timer: keeps one kind of the kernel's objects as busy as it can, until SIGTERM, and removes what it has
 * made. Writes "ready" when it has begun, and at its end how much it did.
 */
#include "seeded.h"
#include <signal.h>
#include <sys/msg.h>
#include <sys/timerfd.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void) signal;
    ended = 1;
}

static void stress_mq(void) {
    char name[64], received[64];
    snprintf(name, sizeof name, "/sluice-stressor-%d", getpid());
    struct mq_attr small = {.mq_maxmsg = 8, .mq_msgsize = sizeof received};
    long queues = 0, notifications = 0, sends = 0, receives = 0;
    while (!ended) {
        mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600, &small);
        if (queue == (mqd_t) -1) {
            continue; /* the limits are everybody's */
        }
        struct sigevent nothing = {.sigev_notify = SIGEV_NONE};
        queues++;
        notifications += mq_notify(queue, &nothing) == 0;
        for (unsigned priority = 0; mq_send(queue, name, 16, priority % 7) == 0; priority++) {
            sends++;
        }
        while (mq_receive(queue, received, sizeof received, NULL) >= 0) {
            receives++;
        }
        mq_close(queue);
        mq_unlink(name);
    }
    printf("queues %ld, notifications %ld, sends %ld, receives %ld\n", queues, notifications, sends, receives);
}

static void stress_msg(void) {
    struct {
        long type;
        char bytes[64];
    } message = {.type = 1};
    long queues = 0, sends = 0, receives = 0;
    while (!ended) {
        int id = msgget(IPC_PRIVATE, 0600);
        if (id < 0) {
            continue;
        }
        queues++;
        for (int sent = 0; sent < 64; sent++) {
            message.type = 1 + sent % 5;
            sends += msgsnd(id, &message, sizeof message.bytes, IPC_NOWAIT) == 0;
        }
        struct msqid_ds status;
        msgctl(id, IPC_STAT, &status);
        while (msgrcv(id, &message, sizeof message.bytes, -3, IPC_NOWAIT) >= 0) {
            receives++;
        }
        msgctl(id, IPC_RMID, NULL);
    }
    printf("queues %ld, sends %ld, receives %ld\n", queues, sends, receives);
}

static void stress_timer(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    struct itimerspec often = {.it_value = {.tv_nsec = 20000}, .it_interval = {.tv_nsec = 20000}};
    long settings = 0;
    uint64_t all = 0;
    while (!ended) {
        uint64_t expirations;
        settings += timerfd_settime(timer, 0, &often, NULL) == 0;
        if (read(timer, &expirations, sizeof expirations) == sizeof expirations) {
            all += expirations;
        } else if (errno != EINTR) {
            fail("read");
        }
    }
    printf("settings %ld, expirations %llu\n", settings, (unsigned long long) all);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: stressor mq|msg|timer\n");
        return 2;
    }
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    write_lines_at_once();
    printf("ready\n");
    if (strcmp(argv[1], "mq") == 0) {
        stress_mq();
    } else if (strcmp(argv[1], "msg") == 0) {
        stress_msg();
    } else {
        stress_timer();
    }
    return 0;
}
