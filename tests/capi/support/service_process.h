/*
 * The scripted service (service/scripted_service.cpp) as a child process: it starts when it is first asked for and ends
 * with the program. Knows nothing of the library.
 */
#ifndef SERVICE_PROCESS_H
#define SERVICE_PROCESS_H

#include <stdint.h>

/* "http://127.0.0.1:PORT/SCRIPT"; up to 64 different ones, from any thread. */
const char *service_url(const char *script);

/* Waits until the service says that a request has come to that script; 0 when it does not within 20 s. */
int service_saw(const char *script);

/* Milliseconds on a clock that only goes forward. */
int64_t now_ms(void);

#endif
