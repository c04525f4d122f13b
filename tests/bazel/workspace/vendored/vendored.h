// Code of somebody else.
void vendored();
