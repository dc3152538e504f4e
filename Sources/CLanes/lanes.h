// What Swift's vectors lack: the places of separators in a run of bytes, 64 at a time, with what the processor has for it
// (SeparatorScanner asks for a stripe of a block), the words of a cell, the place of a NUL, and a hint to load memory.
#ifndef COMMONSPEND_LANES_H
#define COMMONSPEND_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define COMMONSPEND_INLINE __attribute__((always_inline)) static inline

/// Asks for the memory at an address, without waiting for it.
static inline void commonspend_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

/// Places are written in groups of at most so many, also those that are not there: the room behind the last one.
#define COMMONSPEND_PLACE_GROUP 64

/// Where the first NUL byte stands, or `count`.
static inline size_t commonspend_first_nul(const void *_Nonnull bytes, size_t count) {
  const char *nul = memchr(bytes, 0, count);
  return nul == NULL ? count : (size_t)(nul - (const char *)bytes);
}

/// The last 16 bytes of a cell, the very last one highest in `low`.
typedef struct {
  uint64_t low, high;
} commonspend_words;

/// The words of the `count` bytes before `end`, at most 16; bytes that they lack are 0. There are 16 bytes before `end`.
static inline commonspend_words commonspend_last_words(const uint8_t *_Nonnull end, size_t count) {
  // Where a mask is read from says how many of its last bytes are set: a shift by 64 would need a branch.
  static const uint8_t masks[32] = {
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
  };
  commonspend_words words, mask;
  memcpy(&words.high, end - 16, 8);
  memcpy(&words.low, end - 8, 8);
  memcpy(&mask.high, masks + count, 8);
  memcpy(&mask.low, masks + count + 8, 8);
  words.high &= mask.high;
  words.low &= mask.low;
  return words;
}

/// The bytes that mean something. Without a quote or an escape their flags are false.
typedef struct {
  uint8_t delimiter, newline, quote, escape;
  bool has_quote, has_escape;
} commonspend_marks;

/// What is found, and how far the finder is. Memory and room are the caller's: for each byte a separator and a record
/// end, and a group more of both.
typedef struct {
  /// The number of the next byte.
  uint32_t position;
  /// All ones where a quote is open.
  uint64_t inside;
  /// 1 where a quote at the next byte opens a cell or is the second of two.
  uint64_t may_quote;
  /// The numbers of the delimiters and line ends outside quotes.
  uint32_t *_Nonnull separators;
  size_t separator_count;
  /// Of each line end: how many separators come before it.
  uint32_t *_Nonnull record_ends;
  size_t record_count;
} commonspend_finder;

/// Writes the places of a word's bits in order, the lowest bit being `first`; some more may be written behind them.
typedef void commonspend_place_writer(uint64_t bits, uint32_t first, uint32_t *_Nonnull places);

/// How many bits there are cannot be guessed; that a group is enough mostly can.
static inline void commonspend_places(uint64_t bits, uint32_t first, uint32_t *_Nonnull places) {
  const int group = 10;
  do {
#pragma clang loop unroll(full)
    for (int index = 0; index < group; index++) {
      // For 0 the builtin gives anything: it is not counted.
      places[index] = first + (uint32_t)__builtin_ctzll(bits);
      bits &= bits - 1;
    }
    places += group;
  } while (bits != 0);
}

typedef uint8_t commonspend_lanes __attribute__((vector_size(64), aligned(1)));
typedef bool commonspend_bits __attribute__((ext_vector_type(64)));

/// One bit for each of the 64 bytes at `bytes` that equals `byte`, the first byte's lowest.
COMMONSPEND_INLINE uint64_t commonspend_mask(const uint8_t *_Nonnull bytes, uint8_t byte) {
  const commonspend_bits bits = __builtin_convertvector(*(const commonspend_lanes *)bytes == byte, commonspend_bits);
  uint64_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

/// Bit i of the result is the parity of bits 0...i.
COMMONSPEND_INLINE uint64_t commonspend_prefix_xor(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

/// Notes for each line end of a word how many separators come before it. More than one is rare.
COMMONSPEND_INLINE void commonspend_note_records(
  commonspend_finder *_Nonnull finder, uint64_t newlines, uint64_t separators
) {
  uint32_t *end = finder->record_ends + finder->record_count;
  finder->record_count += (size_t)__builtin_popcountll(newlines);
  do {
    const uint64_t before = separators & ((newlines & -newlines) - 1);
    *end++ = (uint32_t)finder->separator_count + (uint32_t)__builtin_popcountll(before);
    newlines &= newlines - 1;
  } while (newlines != 0);
}

/// The work of `commonspend_find`; inlined into a function for each kind of processor.
COMMONSPEND_INLINE size_t commonspend_find_with(
  commonspend_place_writer *_Nonnull write_places, const uint8_t *_Nonnull bytes, size_t words,
  commonspend_marks marks, commonspend_finder *_Nonnull result
) {
  commonspend_finder finder = *result;
  size_t word = 0;
  for (; word < words; word++) {
    const uint8_t *lanes = bytes + 64 * word;
    const uint64_t newlines = commonspend_mask(lanes, marks.newline);
    const uint64_t quotes = marks.has_quote ? commonspend_mask(lanes, marks.quote) : 0;
    if (marks.has_escape && commonspend_mask(lanes, marks.escape) != 0) break;
    // No branch asks whether there are quotes: that could not be guessed.
    const uint64_t inside = commonspend_prefix_xor(quotes) ^ finder.inside;
    const uint64_t separators = (commonspend_mask(lanes, marks.delimiter) | newlines) & ~inside;
    const uint64_t starts = separators | quotes;
    const uint64_t misplaced = quotes & inside & ~(starts << 1 | finder.may_quote);
    if ((misplaced | (newlines & inside)) != 0) break;
    commonspend_note_records(&finder, newlines, separators);
    write_places(separators, finder.position, finder.separators + finder.separator_count);
    finder.separator_count += (size_t)__builtin_popcountll(separators);
    finder.inside = (uint64_t)((int64_t)inside >> 63);
    finder.may_quote = starts >> 63;
    finder.position += 64;
  }
  *result = finder;
  return word;
}

/// Kinds of processors, each with what the one before has.
enum { COMMONSPEND_ANY_PROCESSOR, COMMONSPEND_AVX2, COMMONSPEND_AVX512 };

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2,bmi,popcnt"))) static size_t commonspend_find_by_avx2(
  const uint8_t *_Nonnull bytes, size_t words, commonspend_marks marks, commonspend_finder *_Nonnull finder
) {
  return commonspend_find_with(commonspend_places, bytes, words, marks, finder);
}

#define COMMONSPEND_AVX512_TARGET target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt")

/// All at once: the numbers of the bits are moved together, and made wide where there are some.
__attribute__((COMMONSPEND_AVX512_TARGET)) static inline void commonspend_places_by_avx512(
  uint64_t bits, uint32_t first, uint32_t *_Nonnull places
) {
  static const uint8_t numbers[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
  };
  const __m512i found = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers));
  const __m512i base = _mm512_set1_epi32((int)first);
  const int count = __builtin_popcountll(bits);
  _mm512_storeu_si512(places, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found))));
  if (count <= 16) return;
  _mm512_storeu_si512(places + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1))));
  _mm512_storeu_si512(places + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2))));
  _mm512_storeu_si512(places + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3))));
}

__attribute__((COMMONSPEND_AVX512_TARGET)) static size_t commonspend_find_by_avx512(
  const uint8_t *_Nonnull bytes, size_t words, commonspend_marks marks, commonspend_finder *_Nonnull finder
) {
  return commonspend_find_with(commonspend_places_by_avx512, bytes, words, marks, finder);
}
#endif

/// What this processor is.
static inline int commonspend_processor(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("popcnt")) {
    return COMMONSPEND_ANY_PROCESSOR;
  }
  const bool compresses = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
    && __builtin_cpu_supports("avx512vbmi2");
  return compresses ? COMMONSPEND_AVX512 : COMMONSPEND_AVX2;
#else
  return COMMONSPEND_ANY_PROCESSOR;
#endif
}

/// Looks through `words` words of 64 bytes, up to the first that only an exact machine can tell about: one with an
/// escape, with a quote where only a literal one may stand, or with a line end inside quotes. Returns how many words it
/// looked through. `processor` is at most what `commonspend_processor` says.
static inline size_t commonspend_find(
  int processor, const uint8_t *_Nonnull bytes, size_t words, commonspend_marks marks,
  commonspend_finder *_Nonnull finder
) {
#if defined(__x86_64__)
  if (processor == COMMONSPEND_AVX512) return commonspend_find_by_avx512(bytes, words, marks, finder);
  if (processor == COMMONSPEND_AVX2) return commonspend_find_by_avx2(bytes, words, marks, finder);
#endif
  return commonspend_find_with(commonspend_places, bytes, words, marks, finder);
}

#endif
