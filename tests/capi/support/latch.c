#include "support/latch.h"

#include <time.h>

void latch_count(latch *on) {
    pthread_mutex_lock(&on->mutex);
    ++on->count;
    pthread_cond_broadcast(&on->changed);
    pthread_mutex_unlock(&on->mutex);
}

int latch_wait(latch *on, int count) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 20;
    int waited = 0;
    pthread_mutex_lock(&on->mutex);
    while (on->count < count && waited == 0)
        waited = pthread_cond_timedwait(&on->changed, &on->mutex, &until);
    pthread_mutex_unlock(&on->mutex);
    return waited == 0;
}

int latch_value(latch *on) {
    pthread_mutex_lock(&on->mutex);
    const int value = on->count;
    pthread_mutex_unlock(&on->mutex);
    return value;
}
