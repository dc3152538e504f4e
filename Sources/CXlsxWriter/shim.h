#include <stdio.h>
#include <xlsxwriter.h>

/* The library writes to a path only. An unnamed file has one for as long as it is open, and leaves nothing behind. */

static inline void *commonspend_unnamed_file(void) { return tmpfile(); }

static inline int commonspend_unnamed_descriptor(void *file) { return fileno((FILE *)file); }

/* The file's length, or -1; the next read begins at the first byte. */
static inline long commonspend_unnamed_length(void *file) {
  if (fseek((FILE *)file, 0, SEEK_END) != 0) return -1;
  long length = ftell((FILE *)file);
  return fseek((FILE *)file, 0, SEEK_SET) == 0 ? length : -1;
}

static inline size_t commonspend_unnamed_read(void *file, void *bytes, size_t count) {
  return fread(bytes, 1, count, (FILE *)file);
}

static inline void commonspend_unnamed_close(void *file) { fclose((FILE *)file); }
