// State that a header defines.
#pragma once
inline int last = 0;
void bump();
