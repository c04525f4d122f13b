// A server whose globals only a test changes: the handlers read them, and nothing that a request reaches writes.

//--- clock.h
#pragma once
#include <string>
extern int frozen_time_for_tests;
std::string greeting();

//--- clock.cpp
#include "clock.h"
int frozen_time_for_tests = 0;
std::string greeting() { return frozen_time_for_tests ? "frozen" : "hello"; }

//--- test_clock.cpp
#include <cassert>

#include "clock.h"

static int assertions_made = 0;

void test_frozen() {
    frozen_time_for_tests = 1;
    ++assertions_made;
    assert(greeting() == "frozen");
    frozen_time_for_tests = 0;
}

//--- main.cpp
#include <httplib.h>

#include "clock.h"

int main() {
    httplib::Server svr;
    svr.Get("/", [](const httplib::Request&, httplib::Response& res) { res.set_content(greeting(), "text/plain"); });
    svr.listen("0.0.0.0", 8080);
}
