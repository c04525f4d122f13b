// A mock of Sogou Workflow's helpers.
#pragma once

#include <workflow/WFTaskFactory.h>

class WFFacilities {
public:
    static void usleep(unsigned microseconds);
    class WaitGroup {
    public:
        explicit WaitGroup(int count);
        void done();
        void wait() const;
    };
};
