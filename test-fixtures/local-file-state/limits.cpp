// What the analyser gets wrong about files today.

//--- main.cpp
#include <httplib.h>

#include <cstdlib>
#include <fstream>
#include <string>

// What a shell does is not read.
static void by_a_shell(const std::string& name) {
    std::system(("cp /tmp/upload uploads/" + name).c_str());  // misses local-file-state
}

// A shell removes it again.
static void removed_by_a_shell(const std::string& text) {
    std::ofstream out("part.csv");  // false local-file-state
    out << text;
    out.close();
    std::system("rm part.csv");
}

int main() {
    httplib::Server svr;
    svr.Post("/upload", [](const httplib::Request& req, httplib::Response&) {
        by_a_shell(req.body);
        removed_by_a_shell(req.body);
    });
    svr.listen("0.0.0.0", 8080);
}
