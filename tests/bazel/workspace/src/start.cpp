// What is set before serving is no finding.
static int ready = 0;
void start() { ready = 1; }
