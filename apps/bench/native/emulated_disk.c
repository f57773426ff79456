/*
 * Preloaded into every process of a contender: reads of certain files take as long as from a disk with several arms, which all
 * processes share. An arm serves one request at a time, in the order of arrival. A request goes to the arm that is free first;
 * among equals, to the one that read the same file last. If the arm last read another file, the request also waits for it to
 * move. Each byte of a file comes from the disk once per run; after that it is in memory, as with a page cache.
 * The state is a file that all processes map: see emulated-disk.ts, which writes it before each run.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct file {
  uint64_t device, inode;
  _Atomic uint64_t known; /* bytes from its beginning that are in memory */
};

enum { MOST_ARMS = 64 };

struct arm {
  _Atomic uint64_t busy_until; /* ns of CLOCK_MONOTONIC */
  _Atomic uint64_t at;         /* 1 + the index of the file that was read last */
};

struct disk {
  uint64_t rate; /* bytes per second of one arm */
  uint64_t seek; /* ns */
  uint64_t files;
  uint64_t arms;
  _Atomic uint64_t given; /* bytes */
  struct arm arm[MOST_ARMS];
  struct file file[]; /* by inode */
};

static struct disk *disk;
static ssize_t (*next_read)(int, void *, size_t);
static ssize_t (*next_pread)(int, void *, size_t, off_t);
static ssize_t (*next_pread64)(int, void *, size_t, off64_t);
static ssize_t (*next_readv)(int, const struct iovec *, int);
static ssize_t (*next_preadv)(int, const struct iovec *, int, off_t);
static ssize_t (*next_preadv64)(int, const struct iovec *, int, off64_t);
static size_t (*next_fread)(void *, size_t, size_t, FILE *);

/* Other libraries may read before the constructor of this one runs. */
static void find_next(void) {
  *(void **)&next_read = dlsym(RTLD_NEXT, "read");
  *(void **)&next_pread = dlsym(RTLD_NEXT, "pread");
  *(void **)&next_pread64 = dlsym(RTLD_NEXT, "pread64");
  *(void **)&next_readv = dlsym(RTLD_NEXT, "readv");
  *(void **)&next_preadv = dlsym(RTLD_NEXT, "preadv");
  *(void **)&next_preadv64 = dlsym(RTLD_NEXT, "preadv64");
  *(void **)&next_fread = dlsym(RTLD_NEXT, "fread");
}

__attribute__((constructor)) static void open_disk(void) {
  find_next();
  const char *path = getenv("BALLAST_BENCH_DISK");
  int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (fd < 0) return;
  struct stat status;
  if (fstat(fd, &status) == 0 && status.st_size >= (off_t)sizeof(struct disk)) {
    void *mapped = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) disk = mapped;
  }
  close(fd);
}

static int64_t index_of(int fd) {
  struct stat status;
  if (!disk || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return -1;
  int64_t low = 0, high = (int64_t)disk->files - 1;
  while (low <= high) {
    int64_t middle = (low + high) / 2;
    const struct file *file = &disk->file[middle];
    if (file->inode == status.st_ino) return file->device == status.st_dev ? middle : -1;
    if (file->inode < status.st_ino) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

static uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* The part of the piece that was not in memory; from now on it is. */
static uint64_t fetch(struct file *file, uint64_t offset, uint64_t count) {
  uint64_t end = offset + count, known = atomic_load(&file->known);
  while (known < end) {
    if (!atomic_compare_exchange_weak(&file->known, &known, end)) continue;
    return known > offset ? end - known : count;
  }
  return 0;
}

/* The arm that is free first; among those that are free now, the one that read this file last. */
static struct arm *arm_for(uint64_t file, uint64_t now) {
  struct arm *first = &disk->arm[0];
  uint64_t soonest = UINT64_MAX;
  for (uint64_t i = 0; i < disk->arms && i < MOST_ARMS; i++) {
    struct arm *arm = &disk->arm[i];
    uint64_t busy = atomic_load(&arm->busy_until), free_at = busy > now ? busy : now;
    if (free_at > soonest || (free_at == soonest && atomic_load(&arm->at) != file)) continue;
    first = arm;
    soonest = free_at;
  }
  return first;
}

static void wait_for_disk(int64_t index, uint64_t offset, uint64_t count) {
  uint64_t bytes = fetch(&disk->file[index], offset, count);
  if (bytes == 0) return;
  uint64_t file = (uint64_t)index + 1, cost = (uint64_t)((double)bytes / (double)disk->rate * 1e9);
  struct arm *arm = arm_for(file, now_ns());
  if (atomic_exchange(&arm->at, file) != file) cost += disk->seek;
  atomic_fetch_add(&disk->given, bytes);
  uint64_t busy = atomic_load(&arm->busy_until), until;
  do {
    uint64_t now = now_ns();
    until = (busy > now ? busy : now) + cost;
  } while (!atomic_compare_exchange_weak(&arm->busy_until, &busy, until));
  struct timespec at = {(time_t)(until / 1000000000u), (long)(until % 1000000000u)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR) continue;
}

/* Where the next read begins; -1 for a file that is not on the disk. */
static off_t place_in(int fd) { return index_of(fd) < 0 ? -1 : lseek(fd, 0, SEEK_CUR); }

static ssize_t waited(ssize_t got, int fd, off_t offset) {
  int64_t index = got > 0 && offset >= 0 ? index_of(fd) : -1;
  if (index >= 0) wait_for_disk(index, (uint64_t)offset, (uint64_t)got);
  return got;
}

ssize_t read(int fd, void *into, size_t size) {
  if (!next_read) find_next();
  off_t offset = place_in(fd);
  return waited(next_read(fd, into, size), fd, offset);
}

ssize_t pread(int fd, void *into, size_t size, off_t offset) {
  if (!next_pread) find_next();
  return waited(next_pread(fd, into, size, offset), fd, offset);
}

ssize_t pread64(int fd, void *into, size_t size, off64_t offset) {
  if (!next_pread64) find_next();
  return waited(next_pread64(fd, into, size, offset), fd, (off_t)offset);
}

ssize_t readv(int fd, const struct iovec *into, int count) {
  if (!next_readv) find_next();
  off_t offset = place_in(fd);
  return waited(next_readv(fd, into, count), fd, offset);
}

ssize_t preadv(int fd, const struct iovec *into, int count, off_t offset) {
  if (!next_preadv) find_next();
  return waited(next_preadv(fd, into, count, offset), fd, offset);
}

ssize_t preadv64(int fd, const struct iovec *into, int count, off64_t offset) {
  if (!next_preadv64) find_next();
  return waited(next_preadv64(fd, into, count, offset), fd, (off_t)offset);
}

size_t fread(void *into, size_t size, size_t count, FILE *stream) {
  if (!next_fread) find_next();
  int64_t index = index_of(fileno(stream));
  off_t offset = index < 0 ? -1 : ftello(stream);
  size_t got = next_fread(into, size, count, stream);
  if (got > 0 && offset >= 0) wait_for_disk(index, (uint64_t)offset, (uint64_t)(got * size));
  return got;
}
