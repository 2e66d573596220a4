/*
 * sysv_rivals ID send|receive N TYPE: N processes that block in msgsnd or msgrcv on one queue again and again, until they
 * are killed. What they send is one byte, 'r', of the type. Writes "ready" when all were started.
 */
#include "seeded.h"
#include "sysv.h"
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: sysv_rivals ID send|receive N TYPE\n");
        return 2;
    }
    static struct message message;
    int queue = atoi(argv[1]);
    int sends = strcmp(argv[2], "send") == 0;
    write_lines_at_once();
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
            for (;;) {
                message.type = atol(argv[4]);
                message.bytes[0] = 'r';
                if (sends ? msgsnd(queue, &message, 1, 0) != 0
                          : msgrcv(queue, &message, sizeof message.bytes, atol(argv[4]), 0) < 0) {
                    _exit(0); /* the queue was removed */
                }
            }
        }
    }
    printf("ready\n");
    for (;;) {
        pause();
    }
}
