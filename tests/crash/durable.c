/*
 * Counts the system calls that change files below one folder, and does harm at the chosen one;
 * and shifts the clocks of the process by what a shared file says, at any moment.
 *
 * Preloaded into the zygote (LD_PRELOAD); a victim arms it through ctypes.  What SQLite, Python and
 * every library write, and the time they read, goes through these functions of the C library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum harm { NOTHING, KILL, TORN, ERROR_ONCE, ERROR_FROM_THEN };

static char folder[PATH_MAX];
static int trail = -1;
static long chosen, count;
static enum harm harm;
static int error_number;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void fault_arm(const char *where, int trail_handle, long at, int kind, int number)
{
    snprintf(folder, sizeof folder, "%s", where);
    trail = trail_handle;
    chosen = at;
    harm = (enum harm)kind;
    error_number = number;
    count = 0;
}

static int below(const char *path)
{
    size_t length = strlen(folder);
    int inside = path[length] == '/' || path[length] == 0;
    return length && strncmp(path, folder, length) == 0 && inside;
}

static int handle_below(int handle)
{
    char link[64], path[PATH_MAX];
    if (!*folder)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return below(path);
}

/* Whether this call fails; for a torn write half of it is written first by *half*. */
static int strikes(const char *name, int *half)
{
    pthread_mutex_lock(&one_at_a_time);
    long number = ++count;
    if (trail >= 0) {
        char line[64];
        int length = snprintf(line, sizeof line, "%s\n", name);
        REAL(write)(trail, line, (size_t)length);
    }
    pthread_mutex_unlock(&one_at_a_time);
    if (!harm || number < chosen)
        return 0;
    if (harm == KILL || (harm == TORN && !half))
        kill(getpid(), SIGKILL);
    if (harm == TORN) {
        *half = 1;
        return 0;
    }
    if (harm == ERROR_ONCE && number > chosen)
        return 0;
    errno = error_number;
    return 1;
}

#define WRITES(name, parameters, arguments, half_arguments)                                        \
    ssize_t name parameters                                                                        \
    {                                                                                              \
        int half = 0;                                                                              \
        if (handle_below(handle) && strikes(#name, &half))                                         \
            return -1;                                                                             \
        if (half) {                                                                                \
            REAL(name) half_arguments;                                                             \
            kill(getpid(), SIGKILL);                                                               \
        }                                                                                          \
        return REAL(name) arguments;                                                               \
    }

WRITES(write, (int handle, const void *data, size_t size), (handle, data, size),
       (handle, data, size / 2))
WRITES(pwrite, (int handle, const void *data, size_t size, off_t at), (handle, data, size, at),
       (handle, data, size / 2, at))
WRITES(pwrite64, (int handle, const void *data, size_t size, off64_t at), (handle, data, size, at),
       (handle, data, size / 2, at))

#define ON_HANDLE(name, parameters, arguments)                                                     \
    int name parameters                                                                            \
    {                                                                                              \
        if (handle_below(handle) && strikes(#name, NULL))                                          \
            return -1;                                                                             \
        return REAL(name) arguments;                                                               \
    }

ON_HANDLE(fsync, (int handle), (handle))
ON_HANDLE(fdatasync, (int handle), (handle))
ON_HANDLE(ftruncate, (int handle, off_t size), (handle, size))
ON_HANDLE(ftruncate64, (int handle, off64_t size), (handle, size))

#define ON_PATH(name, parameters, arguments)                                                       \
    int name parameters                                                                            \
    {                                                                                              \
        if (below(path) && strikes(#name, NULL))                                                   \
            return -1;                                                                             \
        return REAL(name) arguments;                                                               \
    }

ON_PATH(rename, (const char *path, const char *to), (path, to))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode))

/* Seconds by which the wall clock, and the clock that also counts sleep, are ahead. */
static const volatile double *ahead;

int fault_clock(const char *path)
{
    int handle = open(path, O_RDONLY);
    void *shared = mmap(NULL, 2 * sizeof(double), PROT_READ, MAP_SHARED, handle, 0);
    close(handle);
    if (shared == MAP_FAILED)
        return -1;
    ahead = shared;
    return 0;
}

int clock_gettime(clockid_t id, struct timespec *at)
{
    int answer = REAL(clock_gettime)(id, at);
    if (answer || !ahead || (id != CLOCK_REALTIME && id != CLOCK_BOOTTIME))
        return answer;
    double shift = ahead[id == CLOCK_BOOTTIME];
    long seconds = (long)shift;
    at->tv_sec += seconds;
    at->tv_nsec += (long)((shift - (double)seconds) * 1e9);
    if (at->tv_nsec < 0) {
        at->tv_nsec += 1000000000;
        at->tv_sec -= 1;
    } else if (at->tv_nsec >= 1000000000) {
        at->tv_nsec -= 1000000000;
        at->tv_sec += 1;
    }
    return 0;
}
