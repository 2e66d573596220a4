// A parent that reaps its children when it is asked to, and not before. Each line of its input is a command:
//   exit CODE    starts a child that exits at once
//   kill SIGNAL  starts a child and ends it by a signal
//   pause 0      starts a child that waits for a signal
//   thread 0     starts a child whose first thread ends, and whose second one exits with 7 on SIGUSR1
//   reap PID     waits for a child
// It answers with the child's id.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void *second_thread(void *signals) {
    int signal;
    sigwait(signals, &signal);
    _exit(7);
}

static void first_thread_ends(void) {
    static sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    pthread_t second;
    pthread_create(&second, NULL, second_thread, &signals);
    pthread_exit(NULL);
}

// Whoever started the tests may ignore or block some, as nohup does.
static void default_signals(void) {
    for (int number = 1; number <= SIGRTMAX; number++) {
        signal(number, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int main(void) {
    default_signals();
    char command[16];
    int argument;
    while (scanf("%15s %d", command, &argument) == 2) {
        if (command[0] == 'r') {
            if (waitpid(argument, NULL, 0) != argument) {
                perror("waitpid");
                return 1;
            }
            printf("%d\n", argument);
            fflush(stdout);
            continue;
        }
        pid_t child = fork();
        if (child == 0) {
            if (command[0] == 'e') {
                _exit(argument);
            }
            if (command[0] == 't') {
                first_thread_ends();
            }
            for (;;) {
                pause();
            }
        }
        if (command[0] == 'k') {
            kill(child, argument);
        }
        printf("%d\n", child);
        fflush(stdout);
    }
    return 0;
}
