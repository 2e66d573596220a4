/* Its first thread ends, and the second one at the end of its input. */
#include <pthread.h>
#include <stdio.h>

static void *stay(void *ignored) {
    puts("ready");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    return NULL;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, stay, NULL);
    pthread_exit(NULL);
}
