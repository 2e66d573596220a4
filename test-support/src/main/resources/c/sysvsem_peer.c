/*
 * sysvsem_peer KEY: uses a System V semaphore set as each line of standard input says, and answers each with one line:
 *
 *     create V ...          semget(IPC_CREAT | IPC_EXCL), and no values yet     "created"
 *     initialize V ...      SETALL, then a semop that changes nothing           "initialized"
 *     set V ...             SETALL alone                                        "set"
 *     open                  semget                                              "opened"
 *     op FLAGS I:N ...      semop of all operations at once                     "done", or "none" for EAGAIN
 *     values                GETALL                                              the values
 *     rivals I N            N processes take and give I with undo again and again until this one is killed; "started"
 *     remove                IPC_RMID                                            "removed"
 *
 * FLAGS has n for IPC_NOWAIT and u for SEM_UNDO, or is a dash. A call that fails is answered by its error.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <signal.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <unistd.h>

enum { MOST = 64 };

union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static void answer(int failed, const char *done) {
    printf("%s\n", failed ? strerror(errno) : done);
}

static int numbers(char *text, unsigned short *into) {
    int count = 0;
    for (char *word = strtok(text, " \n"); word && count < MOST; word = strtok(NULL, " \n")) {
        into[count++] = atoi(word);
    }
    return count;
}

static int set_all(int id, unsigned short *values) {
    return semctl(id, 0, SETALL, (union semun) {.array = values});
}

static void operate(int id, char *text) {
    char *flags = strtok(text, " \n");
    short flag = (strchr(flags, 'n') ? IPC_NOWAIT : 0) | (strchr(flags, 'u') ? SEM_UNDO : 0);
    struct sembuf operations[MOST];
    int count = 0;
    for (char *word = strtok(NULL, " \n"); word && count < MOST; word = strtok(NULL, " \n")) {
        int index, change;
        sscanf(word, "%d:%d", &index, &change);
        operations[count++] = (struct sembuf) {index, change, flag};
    }
    int failed = semop(id, operations, count);
    answer(failed && errno != EAGAIN, failed ? "none" : "done");
}

static void print_values(int id) {
    struct semid_ds status;
    unsigned short values[MOST];
    if (semctl(id, 0, IPC_STAT, (union semun) {.buf = &status}) != 0
            || semctl(id, 0, GETALL, (union semun) {.array = values}) != 0) {
        answer(1, "");
        return;
    }
    for (unsigned long i = 0; i < status.sem_nsems; i++) {
        printf(i == 0 ? "%d" : " %d", values[i]);
    }
    printf("\n");
}

static void start_rivals(int id, int index, int count) {
    pid_t parent = getpid();
    for (int i = 0; i < count; i++) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL); /* none of them outlives the test */
            struct sembuf take = {index, -1, SEM_UNDO};
            struct sembuf give = {index, 1, SEM_UNDO};
            while (getppid() == parent && semop(id, &take, 1) == 0) {
                semop(id, &give, 1);
            }
            _exit(0);
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: sysvsem_peer KEY\n");
        return 2;
    }
    write_lines_at_once();
    key_t key = atoi(argv[1]);
    int id = -1;
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        unsigned short values[MOST];
        char *rest = strchr(line, ' ') ? strchr(line, ' ') + 1 : line + strlen(line);
        if (strncmp(line, "create", 6) == 0) {
            id = semget(key, numbers(rest, values), IPC_CREAT | IPC_EXCL | 0600);
            answer(id < 0, "created");
        } else if (strncmp(line, "initialize", 10) == 0) {
            numbers(rest, values);
            struct sembuf nothing[] = {{0, 1, 0}, {0, -1, 0}};
            answer(set_all(id, values) || semop(id, nothing, 2), "initialized");
        } else if (strncmp(line, "set", 3) == 0) {
            numbers(rest, values);
            answer(set_all(id, values), "set");
        } else if (strncmp(line, "open", 4) == 0) {
            id = semget(key, 0, 0600);
            answer(id < 0, "opened");
        } else if (strncmp(line, "op ", 3) == 0) {
            operate(id, rest);
        } else if (strncmp(line, "values", 6) == 0) {
            print_values(id);
        } else if (strncmp(line, "rivals", 6) == 0) {
            numbers(rest, values);
            start_rivals(id, values[0], values[1]);
            answer(0, "started");
        } else if (strncmp(line, "remove", 6) == 0) {
            answer(semctl(id, 0, IPC_RMID), "removed");
        }
    }
    return 0;
}
