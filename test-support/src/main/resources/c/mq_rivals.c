/*
 * mq_rivals NAME send|receive N: N processes that block in mq_send or mq_receive on one queue again and again, until
 * they are killed. What they send is one byte, 'r', of priority 0. Writes "ready" when all were started.
 */
#include "seeded.h"
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static void send_for_ever(mqd_t queue) {
    while (mq_send(queue, "r", 1, 0) == 0) {
    }
    fail("mq_send");
}

static void receive_for_ever(mqd_t queue) {
    struct mq_attr attributes;
    mq_getattr(queue, &attributes);
    char *message = malloc(attributes.mq_msgsize);
    while (mq_receive(queue, message, attributes.mq_msgsize, NULL) >= 0) {
    }
    fail("mq_receive");
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: mq_rivals NAME send|receive N\n");
        return 2;
    }
    int sends = strcmp(argv[2], "send") == 0;
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], sends ? O_WRONLY : O_RDONLY);
    pid_t parent = getpid();
    for (int i = 0; i < atoi(argv[3]); i++) {
        pid_t child = fork();
        if (child < 0) {
            fail("fork");
        }
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL); /* none of them outlives the test */
            if (getppid() != parent) {
                _exit(1);
            }
            (sends ? send_for_ever : receive_for_ever)(queue);
        }
    }
    printf("ready\n");
    for (;;) {
        pause();
    }
}
