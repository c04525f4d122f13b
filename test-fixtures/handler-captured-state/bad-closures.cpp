// What a handler's closure holds itself lives as long as the handler: with a name of its own, and as a copy.

//--- main.cpp
#include <crow.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

// A closure that a request makes goes with it.
static std::string counted(const std::string& text) {
    std::function<int()> next = [n = 0]() mutable { return ++n; };
    int letters = 0;
    for (char letter : text)
        if (letter != ' ') letters = next();
    return std::to_string(letters);
}

int main() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/switch")([on = false]() mutable {  // want handler-captured-state: "'on'"
        on = !on;
        return on ? "on" : "off";
    });
    CROW_ROUTE(app, "/last").methods(crow::HTTPMethod::Post)([last = std::string()](const crow::request& request) mutable {  // want handler-captured-state: "'last'"
        std::string before = last;
        last = request.body;
        return before;
    });
    int hits = 0;  // want handler-captured-state: "'hits'"
    CROW_ROUTE(app, "/hits")([hits]() mutable { return std::to_string(++hits); });
    // Read only, and a thread's own.
    CROW_ROUTE(app, "/greeting")([greeting = std::string("hello")]() mutable { return greeting; });
    std::thread([rounds = 0]() mutable {
        for (;;) {
            if (++rounds % 60 == 0) std::this_thread::yield();
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    }).detach();
    CROW_ROUTE(app, "/count").methods(crow::HTTPMethod::Post)([](const crow::request& request) {
        std::string text = request.body;
        return [copy = text]() mutable {
            copy += "!";
            return counted(copy);
        }();
    });
    app.run();
}
