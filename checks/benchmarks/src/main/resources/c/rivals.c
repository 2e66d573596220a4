/*
 * rivals COUNT MICROS: a slow receiver, who takes a message every MICROS at the most, and COUNT processes that are blocked
 * in mq_send beside the contestant. Ends when all the messages of the contestant have come, in their order.
 */
#include "worker.h"
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { MAX_RIVALS = 16 };

static const int64_t RIVAL = -1;

static pid_t start_rival(const char *name, size_t size, pid_t parent) {
    pid_t rival = fork();
    if (rival != 0) {
        return rival;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    static unsigned char bytes[MAX_SIZE];
    mqd_t queue = open_queue(name, O_WRONLY);
    memcpy(bytes, &RIVAL, sizeof RIVAL);
    while (getppid() == parent) {
        mq_send(queue, (char *) bytes, size, 0);
    }
    _exit(0);
}

static void pause_until(int64_t until) {
    while (now() < until) {
    }
}

int main(int argc, char **argv) {
    static unsigned char bytes[MAX_SIZE];
    struct command command;
    int rivals = argc == 3 ? atoi(argv[1]) : 0;
    int64_t pause = argc == 3 ? atoll(argv[2]) * 1000 : 0;
    pid_t pids[MAX_RIVALS];
    while (next_command(&command)) {
        mqd_t queue = open_queue(command.names[0], O_RDONLY | O_NONBLOCK);
        for (int i = 0; i < rivals && i < MAX_RIVALS; i++) {
            pids[i] = start_rival(command.names[0], command.size, getpid());
        }
        ready();
        int64_t started = now(), number;
        for (int64_t n = 0; n < command.count;) {
            ssize_t length = mq_receive(queue, (char *) bytes, sizeof bytes, NULL);
            memcpy(&number, bytes, sizeof number);
            if (length > 0 && number != RIVAL) {
                check_message(bytes, length, n++, command.size);
            }
            pause_until(now() + pause);
        }
        for (int i = 0; i < rivals && i < MAX_RIVALS; i++) {
            kill(pids[i], SIGKILL);
            waitpid(pids[i], NULL, 0);
        }
        while (mq_receive(queue, (char *) bytes, sizeof bytes, NULL) >= 0) {
            memcpy(&number, bytes, sizeof number);
            if (number != RIVAL) {
                wrong("messages behind the last one", 0, number);
            }
        }
        done(now() - started, 0);
        mq_close(queue);
    }
    return 0;
}
