"""What every generated program calls -> C: the mixing of `rules.site` and the arithmetic of `rules.number`.

The arithmetic is that of Python on whole numbers within 64 bits and on doubles, operation by operation; it
has to be compiled without contraction (`-ffp-contract=off`) and without `-ffast-math`.
"""

PRELUDE = r"""
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int64_t i64;
typedef uint64_t u64;
typedef unsigned __int128 u128;
typedef __int128 i128;

#define NONE (-((i64)1 << 62))
#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)
#define PARTS INT64_C(1000000000)
enum { ACCEPTED, REFUSED, FAULT, POINTLESS }; /* how a program ends */
enum { MADE, SPENT };

typedef struct { i64 at, value; } Cell;
typedef struct { i64 way, why, at, amount; } Line;
typedef struct { Cell *rows; i64 count, room; } Rows;
typedef struct { Line *lines; i64 count, room; } Ledger;

typedef struct {
    i64 cells[CELLS];
    i64 now, today, me, seed;
    u64 key;                 /* the seed, mixed: whatever is rolled begins with it */
    u64 stale;               /* a bit for each memory that is to be worked out again */
    u64 spoilt;              /* those that this program made so */
    u64 touched[SLOT_WORDS]; /* a bit for each slot that reactions watch and this program wrote */
    Rows undo;               /* what cells held before they were written, in order */
    Rows kept;               /* what stays written even where the program is refused */
    Rows tallies[TALLIES];   /* amounts by cell */
    Rows met;                /* guarantees that were met: the counter's cell, and its misses */
    i64 met_before;          /* how many of them there were before this program */
    Ledger ledger;           /* what this program made and spent */
} Player;

/* An index outside, which nobody may ask for, reads the first. */
static i64 in(i64 index, i64 size) { return (u64)index < (u64)size ? index : 0; }

/* Luck: a roll is made of the seed, the name of its site, and a coordinate `c`. */

static u64 mix(u64 z) {
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static u64 inside(u64 c, u64 step) { return mix(c + (step + 1) * GOLDEN); }
static u64 start(i64 player) { return mix((u64)player * GOLDEN + GOLDEN); }

/* Lemire: the high word of bits x n; the few low words that would favour some outcomes are rejected. */
static i64 below(const Player *p, i64 n, u64 site, u64 c) {
    u64 size = (u64)n, from = mix(p->key + site) + c;
    u128 product = (u128)mix(from) * size;
    if ((u64)product < size) {
        u64 rejected = (0 - size) % size;
        while ((u64)product < rejected) {
            from += GOLDEN;
            product = (u128)mix(from) * size;
        }
    }
    return (i64)(product >> 64);
}

static int happens(const Player *p, i64 chance, u64 site, u64 c) {
    if (chance == 0 || chance == PARTS) return chance > 0;
    return below(p, PARTS, site, c) < chance;
}

/* How many of these sums, which rise, are not above a value. */
static i64 place(const i64 *sums, i64 count, i64 value) {
    i64 lo = 0, hi = count;
    while (lo < hi) {
        i64 mid = (lo + hi) / 2;
        if (value < sums[mid]) hi = mid; else lo = mid + 1;
    }
    return lo;
}

static i64 place_d(const double *values, i64 count, double value) {
    i64 lo = 0, hi = count;
    while (lo < hi) {
        i64 mid = (lo + hi) / 2;
        if (value < values[mid]) hi = mid; else lo = mid + 1;
    }
    return lo;
}

static i64 choose(const Player *p, const i64 *sums, i64 count, u64 site, u64 c) {
    return place(sums, count, below(p, sums[count - 1], site, c));
}

/* Arithmetic of `rules.number`: quotients are rounded down, and 0 where there is nothing to divide by. */

static i64 whole_division(i64 a, i64 b) {
    if (b == 0) return 0;
    i64 q = a / b;
    return q - ((a % b != 0) && ((a < 0) != (b < 0)));
}

static i64 remainder_of(i64 a, i64 b) {
    if (b == 0) return 0;
    i64 r = a % b;
    return r + ((r != 0 && (r < 0) != (b < 0)) ? b : 0);
}

/* What is a whole or a half but for rounding is one. */
static double snap(double x) {
    double half = rint(2 * x) / 2, size = fabs(x);
    return fabs(x - half) <= 4e-15 * (size > 1.0 ? size : 1.0) ? half : x;
}
static i64 floor_of(double x) { return (i64)floor(snap(x)); }
static i64 ceil_of(double x) { return (i64)ceil(snap(x)); }
static i64 nearest(double x) { return (i64)floor(snap(x) + 0.5); }
static i64 scaled(double x, double parts) { return (i64)rint(x * parts); }

/* `rules.number.luck`: minus log2 of a hash, in parts of 2^-32, bit by bit. */
static i64 luck(i64 site, i64 owner, i64 period, i64 record) {
    u64 bits = mix(mix(mix((u64)site + (u64)owner * GOLDEN) + (u64)period * GOLDEN) ^ (u64)record) | 1;
    int whole = 63 - __builtin_clzll(bits);
    u64 mantissa = whole >= 31 ? bits >> (whole - 31) : bits << (31 - whole);
    i64 fraction = 0;
    for (int i = 0; i < 32; i++) {
        mantissa = (mantissa * mantissa) >> 31;
        fraction <<= 1;
        if (mantissa >> 32) { fraction |= 1; mantissa >>= 1; }
    }
    return ((i64)(64 - whole) << 32) - fraction;
}

/* Months from January 1970 on; a year is taken to begin in March, so that its leap day is the last. */
static i64 month(i64 day) {
    i64 days = day + 719468, era = whole_division(days, 146097), of = days - era * 146097;
    i64 year = (of - of / 1460 + of / 36524 - of / 146096) / 365;
    i64 rest = of - (365 * year + year / 4 - year / 100);
    return (era * 400 + year) * 12 + (5 * rest + 2) / 153 - (1969 * 12 + 10);
}

static i64 offset_at(i64 time) { return OFFSETS[place(CHANGES, ZONES, time) - 1]; }
static i64 day_of(i64 time) { return whole_division(time + offset_at(time) - DAY_STARTS, 86400000); }

static i64 start_of(i64 day) {
    i64 local = day * 86400000 + DAY_STARTS, guess = local - offset_at(local);
    return local - offset_at(guess);
}

static i64 is_member(const i64 *items, const i64 *ends, i64 record, i64 item) {
    for (i64 i = record ? ends[record - 1] : 0; i < ends[record]; i++) if (items[i] == item) return 1;
    return 0;
}

/* Sort a few values, leave out what is absent or there already; return how many are left. */
static i64 distinct(i64 *values, i64 count) {
    i64 left = 0;
    for (i64 i = 0; i < count; i++) {
        i64 value = values[i], at = left;
        int known = value == NONE;
        for (i64 j = 0; j < left && !known; j++) known = values[j] == value;
        if (known) continue;
        for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
        values[at] = value;
        left++;
    }
    return left;
}

/* What a program does to a player, so that it can be taken back. */

static void push(Rows *rows, i64 at, i64 value) {
    if (rows->count == rows->room) {
        rows->room = rows->room ? 2 * rows->room : 64;
        rows->rows = realloc(rows->rows, sizeof(Cell) * (size_t)rows->room);
    }
    rows->rows[rows->count++] = (Cell){at, value};
}

#define SPOIL(mask) (p->stale |= (mask), p->spoilt |= (mask))

/* Write a cell; tell whether it held anything else. */
static int put(Player *p, i64 at, i64 value) {
    if (p->cells[at] == value) return 0;
    push(&p->undo, at, p->cells[at]);
    p->cells[at] = value;
    return 1;
}

static void tell(Player *p, i64 way, i64 why, i64 at, i64 amount) {
    Ledger *ledger = &p->ledger;
    if (ledger->count == ledger->room) {
        ledger->room = ledger->room ? 2 * ledger->room : 64;
        ledger->lines = realloc(ledger->lines, sizeof(Line) * (size_t)ledger->room);
    }
    ledger->lines[ledger->count++] = (Line){way, why, at, amount};
}

static void tally(Rows *rows, i64 at, i64 amount) {
    if (!amount) return;
    for (i64 i = 0; i < rows->count; i++)
        if (rows->rows[i].at == at) { rows->rows[i].value += amount; return; }
    push(rows, at, amount);
}

static i64 tallied(const Rows *rows, i64 at) {
    for (i64 i = 0; i < rows->count; i++) if (rows->rows[i].at == at) return rows->rows[i].value;
    return 0;
}

static i64 tallied_all(const Rows *rows) {
    i64 sum = 0;
    for (i64 i = 0; i < rows->count; i++) sum += rows->rows[i].value;
    return sum;
}

/* Add up what equal cells are asked for; those that were added to others stay with nothing. */
static void merged(i64 *cells, i64 *amounts, i64 count) {
    for (i64 i = 1; i < count; i++)
        for (i64 j = 0; j < i; j++)
            if (cells[j] == cells[i] && cells[j] >= 0) {
                amounts[j] += amounts[i];
                amounts[i] = 0;
                cells[i] = -1;
                break;
            }
}

static void begin(Player *p) {
    p->undo.count = p->kept.count = p->ledger.count = 0;
    p->met_before = p->met.count;
    for (int i = 0; i < TALLIES; i++) p->tallies[i].count = 0;
    memset(p->touched, 0, sizeof p->touched);
    p->spoilt = 0;
}

/* Leave a player as he was before the program, but for what is kept. */
static void take_back(Player *p) {
    for (i64 i = p->undo.count - 1; i >= 0; i--) p->cells[p->undo.rows[i].at] = p->undo.rows[i].value;
    for (i64 i = 0; i < p->kept.count; i++) p->cells[p->kept.rows[i].at] = p->kept.rows[i].value;
    p->met.count = p->met_before;
    p->ledger.count = 0;
    p->stale |= p->spoilt;
}
"""
