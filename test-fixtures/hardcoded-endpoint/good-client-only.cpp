// A program that serves nothing may be told its server by a default.
#include <httplib.h>

#include <cstdio>

int main(int argc, char** argv) {
    httplib::Client client(argc > 1 ? argv[1] : "http://localhost:8080");
    auto answer = client.Get("/orders");
    std::puts(answer ? answer->body.c_str() : "no answer");
}
