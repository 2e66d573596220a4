/*
 * shouting_server ID: answers requests on the System V queue ID. A request has type 1 and says behind it, in its first
 * eight bytes, of which type the answer is to be; what follows comes back in capital letters. Ends when the queue is
 * removed.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */

struct request {
    long type;
    long answer_type;
    char text[256];
};

struct answer {
    long type;
    char text[256];
};

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: shouting_server ID\n");
        return 2;
    }
    alarm(LIFETIME);
    int queue = atoi(argv[1]);
    struct request request;
    struct answer answer;
    for (;;) {
        ssize_t size = msgrcv(queue, &request, sizeof request - sizeof request.type, 1, 0);
        if (size < (ssize_t) sizeof request.answer_type) {
            return size < 0 ? 0 : 1;
        }
        size_t length = size - sizeof request.answer_type;
        answer.type = request.answer_type;
        for (size_t i = 0; i < length; i++) {
            answer.text[i] = toupper((unsigned char) request.text[i]);
        }
        if (msgsnd(queue, &answer, length, 0) != 0) {
            return 0;
        }
    }
}
