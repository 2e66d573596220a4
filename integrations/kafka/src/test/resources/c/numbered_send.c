/*
 * numbered_send NAME PRIORITIES: sends the numbers from 0 on, as text, until SIGTERM; each with the priority that is its rest
 * by PRIORITIES. Waits where the queue is full. Writes "sending" before the first one, and "sent N" at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t ended;

static void end(int signal) {
    ended = signal;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: numbered_send NAME PRIORITIES\n");
        return 2;
    }
    /* Without SA_RESTART: a send that waits for room is interrupted. */
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    unsigned priorities = atoi(argv[2]);
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    printf("sending\n");
    long number = 0;
    while (!ended) {
        char text[32];
        int length = snprintf(text, sizeof text, "%ld", number);
        if (mq_send(queue, text, length, number % priorities) == 0) {
            number++;
        } else if (errno != EINTR) {
            perror("mq_send");
            return 1;
        }
    }
    printf("sent %ld\n", number);
    return 0;
}
