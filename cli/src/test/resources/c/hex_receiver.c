/* hex_receiver NAME COUNT: receives COUNT messages, and writes for each its priority and its bytes in hexadecimal. */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: hex_receiver NAME COUNT\n");
        return 2;
    }
    mqd_t queue = mq_open(argv[1], O_RDONLY);
    struct mq_attr attributes;
    if (queue == (mqd_t) -1 || mq_getattr(queue, &attributes) != 0) {
        perror("mq_open");
        return 1;
    }
    unsigned char *message = malloc(attributes.mq_msgsize);
    for (long left = atol(argv[2]); left > 0; left--) {
        unsigned priority;
        ssize_t length = mq_receive(queue, (char *) message, attributes.mq_msgsize, &priority);
        if (length < 0) {
            perror("mq_receive");
            return 1;
        }
        printf("%u ", priority);
        for (ssize_t i = 0; i < length; i++) {
            printf("%02x", message[i]);
        }
        printf("\n");
        fflush(stdout);
    }
    free(message);
    return 0;
}
