// Its state is not judged.
#include "vendored.h"
static int calls = 0;
void vendored() { ++calls; }
