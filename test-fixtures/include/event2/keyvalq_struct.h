// A mock of libevent's header lists.
#pragma once

struct evkeyval {
    char* key;
    char* value;
};
struct evkeyvalq {
    struct evkeyval* first;
};
