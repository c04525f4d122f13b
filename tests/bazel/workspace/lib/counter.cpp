// State of one file, compiled with flags that only its target has.
#include "shop/counter.h"
#include "shop/made.h"
#if !defined(COUNTS) || !defined(OWN)
#error "not compiled as the target says"
#endif
static int hits = 0;
void bump() {
    hits += STEP;
    last = limit();
}
