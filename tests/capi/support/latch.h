/* Something that happens once on another thread, and is waited for. */
#ifndef LATCH_H
#define LATCH_H

#include <pthread.h>

typedef struct latch {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int count;
} latch;

#define LATCH_INIT \
    { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 }

void latch_count(latch *on);
/* Waits until it was counted so often; 0 when that takes more than 20 s. */
int latch_wait(latch *on, int count);
int latch_value(latch *on);

#endif
