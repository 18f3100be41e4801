#include "CLessons.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// A lesson in Lessons/ has an entry here, and another in the table below; a test compares both with the folder.

static const unsigned char lesson_01[] = {
#embed "../../Lessons/01-a-first-pass.md"
};
static const unsigned char lesson_02[] = {
#embed "../../Lessons/02-notation-and-shapes.md"
};
static const unsigned char lesson_03[] = {
#embed "../../Lessons/03-one-neuron.md"
};
static const unsigned char lesson_04[] = {
#embed "../../Lessons/04-activations.md"
};
static const unsigned char lesson_05[] = {
#embed "../../Lessons/05-initialisation.md"
};
static const unsigned char lesson_06[] = {
#embed "../../Lessons/06-feedforward.md"
};
static const unsigned char lesson_07[] = {
#embed "../../Lessons/07-the-loss.md"
};
static const unsigned char lesson_08[] = {
#embed "../../Lessons/08-numeric-derivatives.md"
};
static const unsigned char lesson_09[] = {
#embed "../../Lessons/09-output-gradient.md"
};
static const unsigned char lesson_10[] = {
#embed "../../Lessons/10-hidden-gradient.md"
};
static const unsigned char lesson_11[] = {
#embed "../../Lessons/11-vectorised-over-a-batch.md"
};
static const unsigned char lesson_12[] = {
#embed "../../Lessons/12-gradient-descent-and-mini-batches.md"
};
static const unsigned char lesson_13[] = {
#embed "../../Lessons/13-xor-from-nothing.md"
};
static const unsigned char lesson_14[] = {
#embed "../../Lessons/14-find-the-bug.md"
};
static const unsigned char lesson_15[] = {
#embed "../../Lessons/15-digits.md"
};
static const unsigned char lesson_16[] = {
#embed "../../Lessons/16-fashion-mnist.md"
};
static const unsigned char lesson_17[] = {
#embed "../../Lessons/17-what-the-weights-look-like.md"
};
static const unsigned char lesson_18[] = {
#embed "../../Lessons/18-why-it-stops-learning.md"
};
static const unsigned char lesson_19[] = {
#embed "../../Lessons/19-your-own-formulas.md"
};
static const unsigned char lesson_20[] = {
#embed "../../Lessons/20-mnist.md"
};
static const unsigned char lesson_21[] = {
#embed "../../Lessons/21-softmax-and-cross-entropy.md"
};
static const unsigned char lesson_22[] = {
#embed "../../Lessons/22-weight-decay.md"
};
static const unsigned char lesson_23[] = {
#embed "../../Lessons/23-dropout.md"
};
static const unsigned char lesson_24[] = {
#embed "../../Lessons/24-batch-normalisation.md"
};
static const unsigned char lesson_25[] = {
#embed "../../Lessons/25-momentum-to-adam.md"
};
static const unsigned char lesson_26[] = {
#embed "../../Lessons/26-regression.md"
};
static const unsigned char lesson_27[] = {
#embed "../../Lessons/27-autoencoder.md"
};
static const unsigned char lesson_28[] = {
#embed "../../Lessons/28-from-here-to-pytorch.md"
};
static const unsigned char lesson_29[] = {
#embed "../../Lessons/29-fashion-mnist-with-every-part.md"
};
static const unsigned char lesson_30[] = {
#embed "../../Lessons/30-mnist-with-every-part.md"
};
static const unsigned char lesson_31[] = {
#embed "../../Lessons/31-derive-it-yourself.md"
};
static const unsigned char lesson_32[] = {
#embed "../../Lessons/32-your-own-activation.md"
};

typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} Lesson;

#define LESSON(name, bytes) {name, bytes, sizeof bytes}

static const Lesson lessons[] = {
    LESSON("01-a-first-pass", lesson_01),
    LESSON("02-notation-and-shapes", lesson_02),
    LESSON("03-one-neuron", lesson_03),
    LESSON("04-activations", lesson_04),
    LESSON("05-initialisation", lesson_05),
    LESSON("06-feedforward", lesson_06),
    LESSON("07-the-loss", lesson_07),
    LESSON("08-numeric-derivatives", lesson_08),
    LESSON("09-output-gradient", lesson_09),
    LESSON("10-hidden-gradient", lesson_10),
    LESSON("11-vectorised-over-a-batch", lesson_11),
    LESSON("12-gradient-descent-and-mini-batches", lesson_12),
    LESSON("13-xor-from-nothing", lesson_13),
    LESSON("14-find-the-bug", lesson_14),
    LESSON("15-digits", lesson_15),
    LESSON("16-fashion-mnist", lesson_16),
    LESSON("17-what-the-weights-look-like", lesson_17),
    LESSON("18-why-it-stops-learning", lesson_18),
    LESSON("19-your-own-formulas", lesson_19),
    LESSON("20-mnist", lesson_20),
    LESSON("21-softmax-and-cross-entropy", lesson_21),
    LESSON("22-weight-decay", lesson_22),
    LESSON("23-dropout", lesson_23),
    LESSON("24-batch-normalisation", lesson_24),
    LESSON("25-momentum-to-adam", lesson_25),
    LESSON("26-regression", lesson_26),
    LESSON("27-autoencoder", lesson_27),
    LESSON("28-from-here-to-pytorch", lesson_28),
    LESSON("29-fashion-mnist-with-every-part", lesson_29),
    LESSON("30-mnist-with-every-part", lesson_30),
    LESSON("31-derive-it-yourself", lesson_31),
    LESSON("32-your-own-activation", lesson_32),
};

size_t clessons_count(void) { return sizeof lessons / sizeof *lessons; }

const char *clessons_name(size_t index) { return lessons[index].name; }

const unsigned char *clessons_bytes(size_t index) { return lessons[index].bytes; }

size_t clessons_byte_count(size_t index) { return lessons[index].count; }
